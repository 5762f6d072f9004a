// One entry: a line, and below it everything that was recorded.
import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { auditHref } from "@/components/labels/audit-href";
import { refundsHref } from "@/components/labels/refund-list-href";
import { linkButtonStyle } from "@/components/ui/button-style";
import { CopyButton } from "@/components/ui/copy-button";
import { Facts } from "@/components/ui/facts";
import { Time } from "@/components/ui/time";
import { type ListedAuditEntry, subjectParts } from "@/lib/domain/audit/audit-entry";
import { byDesk } from "@/lib/domain/audit/audit-filter";
import { paymentHref } from "@/lib/domain/payment/payment-href";
import { jsonOf, useAuditLabels } from "./entry-text";

export function AuditRow({ entry }: { entry: ListedAuditEntry }) {
  const labels = useAuditLabels();
  const role = labels.role(entry);
  return (
    <li>
      <details className="group">
        <summary
          data-row
          className="grid cursor-pointer gap-x-3 px-4 py-2 -outline-offset-2 hover:bg-hover md:grid-cols-[11.5rem_12rem_17rem_minmax(0,1fr)_auto] md:items-center md:px-5"
        >
          <Time at={entry.at} style="second" className="text-sm whitespace-nowrap text-muted" />
          <span className="text-sm md:truncate">
            {labels.actor(entry)}
            {role !== null && <span className="text-xs text-faint"> · {role}</span>}
          </span>
          <span className="font-medium max-md:order-1 md:truncate">{labels.action(entry.action)}</span>
          <span className="text-sm text-muted max-md:wrap-anywhere md:truncate">{labels.about(entry)}</span>
          <ChevronDown
            className="size-4 self-center text-faint group-open:rotate-180 max-md:hidden"
            aria-hidden="true"
          />
        </summary>
        <Whole entry={entry} role={role} />
      </details>
    </li>
  );
}

function Whole({ entry, role }: { entry: ListedAuditEntry; role: string | null }) {
  const t = useTranslations("audit");
  const details = useAuditLabels().details(entry);
  const json = jsonOf(entry);
  return (
    <div className="flex flex-col gap-3 bg-sunken px-4 py-3 md:px-5">
      <div className="grid gap-x-8 gap-y-2 md:grid-cols-2">
        {details.length > 0 && <Facts facts={details} />}
        <Facts
          facts={[
            { label: t("role"), value: role },
            { label: t("address"), value: entry.address },
            { label: t("session"), value: entry.sessionId },
            { label: t("subject"), value: entry.subject },
            {
              label: t("place"),
              value:
                entry.position === null
                  ? t("placeOpen")
                  : t("placeOf", { position: entry.position.toLocaleString("en") }),
            },
          ]}
        />
      </div>
      <Links entry={entry} />
      <details>
        <summary className="inline-flex min-h-8 cursor-pointer items-center text-sm text-muted hover:text-ink">
          {t("json")}
        </summary>
        <div className="mt-1 rounded-md border border-line bg-surface">
          <div className="flex justify-end">
            <CopyButton text={json} label={t("copyJson")} />
          </div>
          <pre className="p-3 font-mono text-xs wrap-anywhere whitespace-pre-wrap">{json}</pre>
        </div>
      </details>
    </div>
  );
}

function Links({ entry }: { entry: ListedAuditEntry }) {
  const t = useTranslations("audit");
  const { subject, paymentId, actorId, detail } = entry;
  const { of, id } = subjectParts(subject);
  const number = typeof detail.number === "string" ? detail.number : null;
  const links = [
    paymentId !== null && { href: paymentHref(paymentId), text: t("toPayment") },
    of === "refund" && number !== null && { href: refundsHref({ query: number }), text: t("toRefund") },
    paymentId !== null && { href: auditHref({ filter: { payment: paymentId } }), text: t("ofPayment") },
    paymentId === null && id !== null && { href: auditHref({ filter: { subject } }), text: t("ofSubject") },
    { href: auditHref({ filter: { person: actorId ?? byDesk } }), text: t("ofActor") },
  ].filter((link) => link !== false);
  return (
    <ul className="flex flex-wrap gap-2">
      {links.map(({ href, text }) => (
        <li key={text}>
          <Link href={href} prefetch={false} className={linkButtonStyle("secondary", "sm")}>
            {text}
          </Link>
        </li>
      ))}
    </ul>
  );
}
