// The cash receipt of a payment: what a refund does to it, whether it still stands afterwards, and its own cancel.
import { useLocale, useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { formatMoney } from "@/lib/domain/money";
import { receiptOnRefund } from "@/lib/domain/refund/cash-receipt";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { LastOperation } from "./last-operation";
import { OperationButton } from "./operation-button";
import { usePaymentActions } from "./payment-actions";

export function CashReceiptCard({ detail }: { detail: PaymentDetail }) {
  const { requestOperation } = usePaymentActions();
  const t = useTranslations("operations");
  const locale = useLocale();
  const { payment, charged, cancelled } = detail;
  const written = (amount: number | null) =>
    amount === null ? "" : formatMoney(amount, payment.currency, locale);
  const receipt = payment.cashReceipt;
  if (receipt === null) {
    // PortOne documents that a receipt may be issued without being shown.
    if (payment.cashReceiptIssuanceStatus?.value !== "ISSUED") return null;
    return (
      <Card id="operation-cancel-receipt" title={t("cancel-receipt.title")}>
        <p className="px-5 pt-2 pb-5 text-sm text-muted">{t("cancel-receipt.unseen")}</p>
      </Card>
    );
  }
  const operation = detail.operations.find(({ kind }) => kind === "cancel-receipt");
  const refunded = detail.cancellations.some(({ status }) => status === "SUCCEEDED");
  const stands = receipt.status.value === "ISSUED";
  const isWhole = payment.status === "CANCELLED";
  const at = receipt.cancelledAt ?? receipt.issuedAt;
  const facts = [receipt.issueNumber, at === null ? null : seoulTime(at, "minute", locale)].filter(
    (fact) => fact !== null,
  );
  return (
    <Card id="operation-cancel-receipt" title={t("cancel-receipt.title")}>
      <div className="flex flex-col items-start gap-3 px-5 pt-2 pb-5">
        <p>
          <span className="font-medium">{statusName(t, receipt.status)}</span>
          <span className="text-sm text-muted"> · {facts.join(" · ")}</span>
        </p>
        {stands && !refunded && (
          <p className="text-sm text-muted">
            {t(`receiptOnRefund.${receiptOnRefund(payment.channel?.pgProvider ?? null)}`)}
          </p>
        )}
        {stands && refunded && (
          <Callout kind="warn" title={t("cancel-receipt.stillIssued")}>
            {t(isWhole ? "cancel-receipt.afterWhole" : "cancel-receipt.afterPart")}
          </Callout>
        )}
        {operation && <LastOperation operation={operation} />}
        {stands && refunded && operation?.state !== "open" && requestOperation && (
          <OperationButton
            dialog="operation"
            offer={{
              kind: "cancel-receipt",
              storeId: payment.storeId,
              paymentId: payment.id,
              cancellationId: null,
              lines: [
                { label: t("line.payment"), value: payment.id },
                { label: t("line.order"), value: payment.orderName },
                { label: t("line.paid"), value: written(charged) },
                { label: t("line.refunded"), value: written(cancelled.money) },
                { label: t("line.receipt"), value: receipt.issueNumber ?? "" },
              ].filter(({ value }) => value !== ""),
              ...(isWhole ? {} : { will: t("cancel-receipt.willPart") }),
            }}
          >
            {t("cancel-receipt.button")}
          </OperationButton>
        )}
      </div>
    </Card>
  );
}

function statusName(
  t: ReturnType<typeof useTranslations<"operations">>,
  { value, raw }: { value: "ISSUED" | "CANCELLED" | "UNRECOGNIZED"; raw: string },
): string {
  return value === "UNRECOGNIZED" ? raw : t(`receiptStatus.${value}`);
}
