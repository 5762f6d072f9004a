// Manual refunds (자체 환불): what the merchant returned by its own transfer, and the button that records one.
import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/components/labels/money";
import { providerName } from "@/components/labels/provider-names";
import { Card } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import { formatMoney } from "@/lib/domain/money";
import { isPaid } from "@/lib/domain/payment/payment";
import { manualRefundNoteLength } from "@/lib/domain/refund/manual-refund-note";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { ManualRefundView } from "@/lib/domain/views/refund";
import { OperationButton } from "./operation-button";
import { usePaymentActions } from "./payment-actions";

export function ManualRefundCard({ detail }: { detail: PaymentDetail }) {
  const { recordManualRefund } = usePaymentActions();
  const t = useTranslations("operations");
  const { payment, manualRefunds, manualRefundLimit: rest } = detail;
  const isOffered = recordManualRefund !== undefined && isPaid(payment) && rest > 0;
  if (manualRefunds.length === 0 && !isOffered) return null;
  return (
    <Card id="manual-refunds" title={t("manual.title")}>
      <div className="flex flex-col items-start gap-3 px-5 pt-2 pb-5">
        <p className="text-sm text-muted">{t("manual.body")}</p>
        {manualRefunds.length > 0 && (
          <ul className="w-full divide-y divide-line border-y border-line">
            {manualRefunds.map((one) => (
              <Item key={one.id} one={one} paymentId={payment.id} />
            ))}
          </ul>
        )}
        {isOffered && (
          <OperationButton dialog="manual-refund" offer={{ paymentId: payment.id }}>
            {t("manual.record")}
          </OperationButton>
        )}
      </div>
    </Card>
  );
}

function Item({ one, paymentId }: { one: ManualRefundView; paymentId: string }) {
  const { reverseManualRefund } = usePaymentActions();
  const t = useTranslations("operations");
  const locale = useLocale();
  const { reversal } = one;
  return (
    <li className="flex flex-col gap-1 py-2.5">
      <p className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 text-sm text-muted">
          {one.paidOn} · {providerName(one.bank, locale)}
        </span>
        <Money
          amount={one.amount}
          currency={one.currency}
          negative={reversal === null}
          className={reversal ? "text-faint line-through" : "font-semibold text-danger"}
        />
      </p>
      <p className="text-sm wrap-anywhere">{one.note}</p>
      <p className="text-xs text-faint">
        {t("manual.recordedBy", { actor: one.actorName })} · <Time at={one.createdAt} style="second" />
      </p>
      {reversal && (
        <p className="text-sm text-muted">
          {t("manual.reversedBy", { actor: reversal.actorName })} · {reversal.note} ·{" "}
          <Time at={reversal.createdAt} style="second" />
        </p>
      )}
      {!reversal && reverseManualRefund && (
        <div className="-ml-2.5">
          <OperationButton
            dialog="note"
            variant="quiet"
            size="sm"
            offer={{
              paymentId,
              max: manualRefundNoteLength,
              record: (note) => reverseManualRefund({ manualRefundId: one.id, note }),
              labels: {
                title: t("manual.reverseTitle", { amount: formatMoney(one.amount, one.currency, locale) }),
                body: t("manual.reverseBody"),
                label: t("manual.reverseNote"),
                hint: t("manual.reverseHint"),
                missing: t("manual.reverseMissing"),
                tooLong: t("manual.noteTooLong"),
                button: t("manual.reverse"),
                working: t("working"),
                goBack: t("goBack"),
                errors: {
                  "manual-refund-not-found": t("manual.error.manual-refund-not-found"),
                  "already-reversed": t("manual.error.already-reversed"),
                },
              },
            }}
          >
            {t("manual.reverse")}
          </OperationButton>
        </div>
      )}
    </li>
  );
}
