// Counts of items that wait for people or for the desk. Each count links to its list.
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { listHref } from "@/components/labels/payment-list-href";
import { refundsHref } from "@/components/labels/refund-list-href";
import { Card } from "@/components/ui/card";
import { CountOf } from "@/components/ui/count-of";
import { PrefetchLink } from "@/components/ui/prefetch-on-hover";
import { type Tone, toneText } from "@/components/ui/tone";
import { type PendingAge, pendingAges } from "@/lib/domain/refund/refund-filter";
import type { Waiting } from "@/lib/domain/views/overview";
import type { CappedCount } from "@/lib/domain/views/payment-list";

type Key =
  | "approvals"
  | "undecided"
  | "failed"
  | "payouts"
  | "deadLetters"
  | "discrepancies"
  | "blockedSoon"
  | "confirming"
  | "pending";

const lists: Record<Key, { href: string; tone: Tone }> = {
  approvals: { href: "/approvals", tone: "progress" },
  undecided: { href: "/refunds?tab=undecided", tone: "warn" },
  failed: { href: "/refunds?tab=failed", tone: "danger" },
  payouts: { href: "/refunds#failed-payouts", tone: "danger" },
  deadLetters: { href: "/webhooks?tab=dead", tone: "danger" },
  discrepancies: { href: "/reconciliation", tone: "warn" },
  blockedSoon: {
    href: listHref({ blockedSoon: true, sort: { key: "deadline", direction: "asc" } }),
    tone: "warn",
  },
  confirming: { href: "/refunds?tab=confirming", tone: "progress" },
  pending: { href: "/refunds?tab=pending", tone: "progress" },
};

export function WaitingCard({ waiting }: { waiting: Waiting }) {
  const t = useTranslations("overview");
  const { refunds, payouts, deadLetters, discrepancies, blockedSoon, emergencies } = waiting;
  const people: [Key, CappedCount][] = [
    // Only a desk with rules has requests that wait.
    ...(waiting.approvals.count > 0 ? [["approvals", waiting.approvals] as [Key, CappedCount]] : []),
    ["undecided", refunds.undecided],
    ["failed", refunds.failed],
    ["payouts", payouts],
    ["deadLetters", deadLetters],
    ["discrepancies", discrepancies],
    ["blockedSoon", blockedSoon],
  ];
  return (
    <Card id="waiting" title={t("waiting.title")}>
      <ul className="flex flex-col px-2 pt-1.5 pb-2">
        {people.map(([key, count]) => (
          <Line key={key} name={key} count={count} />
        ))}
        {emergencies.count.count > 0 && (
          <WaitingLine
            label={t("waiting.emergencies")}
            href={refundsHref({
              filter: { only: "emergency", period: { of: "requested", from: emergencies.from, to: null } },
            })}
            tone="danger"
            count={emergencies.count}
          />
        )}
      </ul>
      <h3 className="border-t border-line px-5 pt-3 text-xs font-semibold text-faint">{t("waiting.desk")}</h3>
      <ul className="flex flex-col px-2 pt-1 pb-2">
        <Line name="confirming" count={refunds.confirming} />
        <Pending total={refunds.pending} ages={waiting.pending} />
      </ul>
    </Card>
  );
}

function Line({ name, count }: { name: Key; count: CappedCount }) {
  const t = useTranslations("overview");
  return <WaitingLine label={t(`waiting.${name}`)} {...lists[name]} count={count} />;
}

type WaitingLineProps = { label: string; href: string; tone: Tone; count: CappedCount };

function WaitingLine({ label, href, tone, count }: WaitingLineProps) {
  return (
    <li>
      <PrefetchLink href={href} className="flex min-h-9 items-center gap-2 rounded-md px-3 hover:bg-hover">
        <span className="min-w-0 flex-1">{label}</span>
        <span className={count.count === 0 ? "text-faint" : `font-bold ${toneText[tone]}`}>
          <CountOf of={count} />
        </span>
        <ChevronRight className="size-4 text-faint" aria-hidden="true" />
      </PrefetchLink>
    </li>
  );
}

function Pending({ total, ages }: { total: CappedCount; ages: Record<PendingAge, number> }) {
  const t = useTranslations("overview");
  const some = pendingAges.filter((age) => ages[age] > 0);
  return (
    <>
      <Line name="pending" count={total} />
      {some.length > 0 && (
        <li className="flex flex-wrap gap-x-3 px-3 text-xs text-muted">
          {some.map((age) => (
            <PrefetchLink
              key={age}
              href={refundsHref({ filter: { pending: age } })}
              className={`inline-flex min-h-6 items-center hover:underline ${age === "longer" ? "font-semibold text-warn" : ""}`}
            >
              {t(`waiting.age.${age}`, { count: ages[age].toLocaleString("en") })}
            </PrefetchLink>
          ))}
        </li>
      )}
    </>
  );
}
