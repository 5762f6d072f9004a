// The refunds of the desk and the cancellations at PortOne in one list, newest first.
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFigureLabels } from "@/components/labels/figure-labels";
import { cancellationStatusName, cancellationTone, triggerName } from "@/components/labels/payment-labels";
import { RefundBadge } from "@/components/labels/refund-badge";
import { RefundOutcome } from "@/components/refund-form/refund-outcome";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { MiddleEllipsis } from "@/components/ui/middle-ellipsis";
import { OutLink } from "@/components/ui/out-link";
import { Time } from "@/components/ui/time";
import type { CancelFigures } from "@/lib/domain/amounts";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { CancellationView } from "@/lib/domain/views/refund";
import { type HistoryItem, historyOf } from "./history";

export function RefundHistory({ detail }: { detail: PaymentDetail }) {
  const t = useTranslations("payment");
  const { payment, refunds, cancellations } = detail;
  return (
    <Card id="refund-history" title={t("history")}>
      <ul className="mt-2 divide-y divide-line border-t border-line">
        {historyOf(refunds, cancellations).map((item) => (
          <Item
            key={item.kind === "refund" ? item.refund.id : item.cancellation.id}
            item={item}
            payment={payment}
          />
        ))}
      </ul>
    </Card>
  );
}

type ItemProps = { item: HistoryItem; payment: PaymentDetail["payment"] };

function Item({ item, payment }: ItemProps) {
  const refundLabels = useTranslations("refund");
  if (item.kind === "cancellation")
    return <CancellationItem cancellation={item.cancellation} payment={payment} />;
  const { refund, cancellation } = item;
  const { state, contradictedBy } = refund;
  const figures = cancellation?.figures ?? refund.figures;
  const stated = cancellation?.totalAmount ?? refund.requested.amount;
  return (
    <Row
      badge={<RefundBadge state={state} />}
      by={refundLabels("requestedBy", { actor: refund.actorName })}
      reason={refund.reason}
      amount={
        <Amount
          figures={figures}
          stated={stated}
          currency={refund.currency}
          isBack={state === "succeeded"}
          isVoid={state === "failed" && contradictedBy === null}
        />
      }
      receipt={cancellation && <ReceiptLink cancellation={cancellation} payment={payment} />}
      details={
        <>
          <Time at={refund.endedAt ?? refund.createdAt} style="second" />
          <Reference id={refund.number} copyLabel={refundLabels("copyNumber")} />
          {cancellation && <CancellationId id={cancellation.id} />}
        </>
      }
    >
      {contradictedBy !== null && <RefundOutcome refund={refund} method={payment.method} />}
    </Row>
  );
}

function CancellationItem({
  cancellation,
  payment,
}: Pick<ItemProps, "payment"> & { cancellation: CancellationView }) {
  const t = useTranslations("payment");
  const { status, rawStatus, stoppedAt } = cancellation;
  return (
    <Row
      badge={
        <Badge tone={cancellationTone[status]}>
          {stoppedAt ? t("stopped") : cancellationStatusName(t, status, rawStatus)}
        </Badge>
      }
      by={madeBy(t, cancellation)}
      reason={cancellation.reason}
      amount={
        <Amount
          figures={cancellation.figures}
          stated={cancellation.totalAmount}
          currency={payment.currency}
          isBack={status === "SUCCEEDED"}
          isVoid={status === "FAILED"}
        />
      }
      receipt={<ReceiptLink cancellation={cancellation} payment={payment} />}
      details={
        <>
          <Time at={cancellation.cancelledAt ?? cancellation.requestedAt} style="second" />
          <CancellationId id={cancellation.id} />
        </>
      }
    />
  );
}

type RowProps = {
  badge: ReactNode;
  by: string;
  reason: string;
  amount: ReactNode;
  receipt: ReactNode;
  details: ReactNode;
  children?: ReactNode;
};

function Row({ badge, by, reason, amount, receipt, details, children }: RowProps) {
  return (
    <li className="flex flex-col gap-2 px-5 py-3">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            {/* Wide enough for every state, or a line of its own: the text stays in place when the state changes. */}
            <span className="min-w-24 max-sm:basis-full">{badge}</span>
            <span className="text-sm text-muted">{by}</span>
          </div>
          {reason !== "" && <p className="mt-1 text-sm wrap-anywhere text-ink">{reason}</p>}
          <div className="flex flex-wrap items-center gap-x-3 text-xs text-faint">{details}</div>
        </div>
        <div className="max-w-[45%] min-w-32 shrink-0 text-right">
          {amount}
          {receipt}
        </div>
      </div>
      {children}
    </li>
  );
}

type AmountProps = {
  figures: CancelFigures;
  stated: number | null;
  currency: string;
  /** The money has returned. */
  isBack: boolean;
  /** Nothing was refunded. */
  isVoid: boolean;
};

function Amount({ figures, stated, currency, isBack, isVoid }: AmountProps) {
  const { sum, notes } = useFigureLabels()({ figures, stated, currency });
  const ink = isVoid ? "text-faint line-through" : isBack ? "font-semibold text-danger" : "font-semibold";
  return (
    <>
      <p className={ink}>{isVoid ? sum : `−${sum}`}</p>
      {!isVoid &&
        notes.map((note) => (
          <p key={note} className="text-xs text-muted">
            {note}
          </p>
        ))}
    </>
  );
}

function ReceiptLink({
  cancellation: { receiptUrl },
  payment,
}: Pick<ItemProps, "payment"> & { cancellation: CancellationView }) {
  const t = useTranslations("payment");
  if (!receiptUrl) return null;
  return (
    <span className="block text-sm">
      <OutLink url={receiptUrl}>{t(payment.method?.card ? "cancelSalesSlip" : "cancelReceipt")}</OutLink>
    </span>
  );
}

function CancellationId({ id }: { id: string }) {
  const t = useTranslations("payment");
  return <Reference id={id} copyLabel={t("copyCancellationId")} />;
}

function Reference({ id, copyLabel }: { id: string; copyLabel: string }) {
  return (
    <span className="inline-flex min-w-0 items-center">
      <MiddleEllipsis text={id} />
      <CopyButton text={id} label={copyLabel} />
    </span>
  );
}

function madeBy(t: ReturnType<typeof useTranslations<"payment">>, { trigger }: CancellationView): string {
  if (trigger === null || trigger === "API") return t("madeUnknown");
  return t("madeElsewhere", { trigger: triggerName(t, trigger) });
}
