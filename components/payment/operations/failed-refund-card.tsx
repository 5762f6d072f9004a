// Refunds of a payment that failed and wait in the worklist: dealt with here, where their cause can be seen.
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { handlingNoteLength } from "@/lib/domain/views/refund-list";
import { OperationButton } from "./operation-button";
import { usePaymentActions } from "./payment-actions";

export function FailedRefundCard({ detail }: { detail: PaymentDetail }) {
  const { handleRefund } = usePaymentActions();
  const t = useTranslations("operations");
  const { payment, refunds, openFailures } = detail;
  const open = refunds.filter(({ id }) => openFailures.includes(id));
  if (open.length === 0 || handleRefund === undefined) return null;
  return (
    <Card id="failed-refund" title={t("failedRefund.title")}>
      <div className="flex flex-col gap-3 px-5 pt-2 pb-5">
        <p className="text-sm text-muted">{t("failedRefund.body")}</p>
        <ul className="flex flex-col gap-2">
          {open.map(({ id, number }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-2">
              <span className="font-medium">{number}</span>
              <OperationButton
                dialog="note"
                size="sm"
                offer={{
                  paymentId: payment.id,
                  max: handlingNoteLength,
                  record: (note) => handleRefund({ refundId: id, note }),
                  labels: {
                    title: t("failedRefund.handleTitle", { number }),
                    body: t("failedRefund.handleBody"),
                    label: t("failedRefund.note"),
                    hint: t("failedRefund.noteHint"),
                    missing: t("failedRefund.noteMissing"),
                    tooLong: t("payout.noteTooLong"),
                    button: t("failedRefund.handle"),
                    working: t("working"),
                    goBack: t("goBack"),
                    errors: {
                      "refund-not-found": t("failedRefund.error"),
                      "not-failed": t("failedRefund.error"),
                      "already-handled": t("failedRefund.already"),
                    },
                  },
                }}
              >
                {t("failedRefund.handle")}
              </OperationButton>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
