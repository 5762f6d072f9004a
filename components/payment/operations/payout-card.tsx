// A virtual account's refund has two ends: the cancellation, and the money in the customer's account.
import { useTranslations } from "next-intl";
import { StatusDot } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import { hasPayoutFailed, type PayoutStatus } from "@/lib/domain/payment/payout";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { FailedPayoutView } from "@/lib/domain/views/refund";
import { OperationButton } from "./operation-button";
import { usePaymentActions } from "./payment-actions";

const tones: Record<PayoutStatus, Tone> = {
  PENDING: "progress",
  COMPLETED: "ok",
  FAILED: "danger",
  PARTIAL_REFUND_FAILED: "danger",
  UNRECOGNIZED: "neutral",
};

export function PayoutCard({ detail }: { detail: PaymentDetail }) {
  const t = useTranslations("operations");
  const { payment, cancellations, failedPayout } = detail;
  const status = payment.method?.virtualAccount?.refundStatus ?? null;
  const last = cancellations.find((one) => one.status === "SUCCEEDED" || one.status === "REQUESTED");
  if (status === null || last === undefined) return null;
  // The failure is that of the last refund, which says so itself.
  if (hasPayoutFailed(status.value) && failedPayout === null && hasFailedLast(cancellations)) return null;
  return (
    <Card id="payout" title={t("payout.title")}>
      <div className="flex flex-col gap-3 px-5 pt-2 pb-5">
        <ol className="flex flex-col gap-1.5">
          <li className="flex flex-wrap items-baseline gap-x-3">
            <StatusDot tone={last.status === "SUCCEEDED" ? "ok" : "progress"}>
              {t(last.status === "SUCCEEDED" ? "payout.cancelled" : "payout.requested")}
            </StatusDot>
            <Time at={last.cancelledAt ?? last.requestedAt} style="second" className="text-sm text-muted" />
          </li>
          <li className="flex flex-wrap items-baseline gap-x-3">
            <StatusDot tone={tones[status.value]}>
              {status.value === "UNRECOGNIZED" ? status.raw : t(`payout.status.${status.value}`)}
            </StatusDot>
            {status.value === "PENDING" && <span className="text-sm text-muted">{t("payout.followed")}</span>}
          </li>
        </ol>
        {hasPayoutFailed(status.value) && <Failed detail={detail} failed={failedPayout} />}
      </div>
    </Card>
  );
}

function hasFailedLast(cancellations: PaymentDetail["cancellations"]): boolean {
  const [last] = cancellations
    .filter(({ status }) => status === "SUCCEEDED" || status === "FAILED")
    .toSorted((a, b) => b.requestedAt.localeCompare(a.requestedAt));
  return last?.status === "FAILED";
}

function Failed({ detail, failed }: { detail: PaymentDetail; failed: FailedPayoutView | null }) {
  const { handlePayout } = usePaymentActions();
  const t = useTranslations("operations");
  const { storeId, id } = detail.payment;
  if (failed?.handledByName) {
    return (
      <Callout kind="info" title={t("payout.handledBy", { actor: failed.handledByName })}>
        <p>{failed.note}</p>
        {failed.handledAt && <Time at={failed.handledAt} style="second" className="text-xs" />}
      </Callout>
    );
  }
  return (
    <>
      <Callout kind="danger" title={t("payout.failedTitle")}>
        <ol className="list-decimal pl-4">
          <li>{t("payout.step.pg")}</li>
          <li>{t("payout.step.customer")}</li>
          <li>{t("payout.step.send")}</li>
          <li>{t("payout.step.record")}</li>
        </ol>
        <p className="mt-1 font-medium text-ink">{t("payout.noCancel")}</p>
      </Callout>
      {handlePayout && failed && (
        <div>
          <OperationButton
            dialog="note"
            offer={{
              paymentId: id,
              max: 500,
              record: (note) => handlePayout({ storeId, paymentId: id, note }),
              labels: {
                title: t("payout.handleTitle"),
                body: t("payout.handleBody"),
                label: t("payout.note"),
                hint: t("payout.noteHint"),
                missing: t("payout.noteMissing"),
                tooLong: t("payout.noteTooLong"),
                button: t("payout.handle"),
                working: t("working"),
                goBack: t("goBack"),
                errors: { "payout-not-failed": t("payout.error.payout-not-failed") },
              },
            }}
          >
            {t("payout.handle")}
          </OperationButton>
        </div>
      )}
    </>
  );
}
