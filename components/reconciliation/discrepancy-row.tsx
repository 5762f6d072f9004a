import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "@/components/labels/money";
import { triggerName } from "@/components/labels/payment-labels";
import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import { paymentHref } from "@/lib/domain/payment/payment-href";
import type { DiscrepancyKind, DiscrepancyView } from "@/lib/domain/reconciliation/discrepancy";
import type { DiscrepancyActions } from "./discrepancy-actions";
import { DiscrepancyControls } from "./discrepancy-controls";

/** Kinds that need an action soon stand out; kinds that only inform do not. */
const tones: Record<DiscrepancyKind, Tone> = {
  "made-elsewhere": "progress",
  "webhook-missed": "warn",
  "ours-unconfirmed": "danger",
  "failed-but-cancelled": "danger",
  "amounts-differ": "danger",
  "cancelled-twice": "danger",
  "end-changed": "danger",
  "cancellation-gone": "warn",
};

export function DiscrepancyRow({
  discrepancy,
  actions,
}: {
  discrepancy: DiscrepancyView;
  actions: DiscrepancyActions | null;
}) {
  const t = useTranslations("reconciliation");
  const { kind, seen, closed, paymentId, orderName } = discrepancy;
  return (
    <li className="grid gap-x-6 gap-y-3 px-4 py-4 md:grid-cols-[minmax(0,1fr)_auto] md:px-5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Badge tone={tones[kind]}>{t(`kind.${kind}`)}</Badge>
          <Link
            href={paymentHref(paymentId)}
            prefetch={false}
            data-row
            className="font-semibold hover:underline"
          >
            {orderName}
          </Link>
          <span className="min-w-0 truncate text-xs text-faint">{paymentId}</span>
        </p>
        <p className="mt-1.5 text-sm">{t(`explanation.${kind}`)}</p>
        <Amounts discrepancy={discrepancy} />
        <p className="mt-2 flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-muted">
          <Times discrepancy={discrepancy} />
          {seen && (
            <span>{t.rich("seenBy", { name: seen.by, time: () => <Time at={seen.at} isExact /> })}</span>
          )}
        </p>
        {closed && <Closed closed={closed} />}
      </div>
      {actions && closed === null && (
        <DiscrepancyControls
          discrepancyId={discrepancy.id}
          label={`${t(`kind.${kind}`)}, ${orderName}`}
          isSeen={seen !== null}
          actions={actions}
        />
      )}
    </li>
  );
}

function Amounts({ discrepancy }: { discrepancy: DiscrepancyView }) {
  const t = useTranslations("reconciliation");
  const { currency, ourAmount, portoneAmount, refundNumber, trigger } = discrepancy;
  return (
    <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm">
      <Fact name={t("ours")}>
        {ourAmount === null ? t("nothing") : <Money amount={ourAmount} currency={currency} />}
        {refundNumber && <span className="ml-1.5 text-xs text-faint">{refundNumber}</span>}
      </Fact>
      <Fact name={t("portone")}>
        {portoneAmount === null ? t("nothing") : <Money amount={portoneAmount} currency={currency} />}
      </Fact>
      {trigger && (
        <Fact name={t("madeBy")}>
          <Trigger name={trigger} />
        </Fact>
      )}
    </dl>
  );
}

function Trigger({ name }: { name: string }) {
  const t = useTranslations("payment");
  return <>{triggerName(t, name)}</>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline gap-1.5">
      <dt className="text-muted">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function Times({ discrepancy }: { discrepancy: DiscrepancyView }) {
  const t = useTranslations("reconciliation");
  return (
    <>
      <span>{t.rich("happenedAt", { time: () => <Time at={discrepancy.happenedAt} isExact /> })}</span>
      <span>{t.rich("foundAt", { time: () => <Time at={discrepancy.foundAt} isExact /> })}</span>
      {discrepancy.reopened > 0 && <span>{t("reopened", { count: String(discrepancy.reopened) })}</span>}
    </>
  );
}

function Closed({ closed }: { closed: NonNullable<DiscrepancyView["closed"]> }) {
  const t = useTranslations("reconciliation");
  return (
    <div className="mt-2 rounded-md bg-sunken px-3 py-2 text-sm">
      <p>
        <span className="font-semibold">{t(`end.${closed.how}`)}</span>{" "}
        <span className="text-muted">
          {t.rich("closedBy", { name: closed.by ?? t("desk"), time: () => <Time at={closed.at} isExact /> })}
        </span>
      </p>
      {closed.note && <p className="mt-0.5 whitespace-pre-wrap wrap-anywhere">{closed.note}</p>}
    </div>
  );
}
