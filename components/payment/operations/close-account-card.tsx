// A virtual account that waits for its deposit has no money to give back: it is closed instead.
import { useLocale, useTranslations } from "next-intl";
import { paymentStatusName } from "@/components/labels/payment-labels";
import { providerName } from "@/components/labels/provider-names";
import { Card } from "@/components/ui/card";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { formatMoney } from "@/lib/domain/money";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { LastOperation } from "./last-operation";
import { OperationButton } from "./operation-button";
import { usePaymentActions } from "./payment-actions";

export function CloseAccountCard({ detail }: { detail: PaymentDetail }) {
  const { requestOperation } = usePaymentActions();
  const t = useTranslations("operations");
  const status = useTranslations("payment");
  const locale = useLocale();
  const { payment } = detail;
  const operation = detail.operations.find(
    ({ kind, transactionId }) => kind === "close-account" && transactionId === payment.transactionId,
  );
  const waits = payment.status === "VIRTUAL_ACCOUNT_ISSUED";
  if (!waits && operation === undefined) return null;
  const account = payment.method?.virtualAccount ?? null;
  const facts = [
    account?.bank && providerName(account.bank, locale),
    account?.expiredAt && t("close-account.until", { time: seoulTime(account.expiredAt, "minute", locale) }),
  ].filter(Boolean);
  const isClosed = operation?.state === "done";
  const lines = [
    { label: t("line.payment"), value: payment.id },
    { label: t("line.order"), value: payment.orderName },
    { label: t("line.customer"), value: payment.customer.name ?? payment.customer.id ?? "" },
    { label: t("line.amount"), value: formatMoney(payment.amount.total, payment.currency, locale) },
    { label: t("line.bank"), value: account?.bank ? providerName(account.bank, locale) : "" },
    {
      label: t("line.until"),
      value: account?.expiredAt ? seoulTime(account.expiredAt, "minute", locale) : "",
    },
  ].filter(({ value }) => value !== "");
  return (
    <Card id="operation-close-account" title={t("close-account.title")}>
      <div className="flex flex-col items-start gap-3 px-5 pt-2 pb-5">
        {waits && !isClosed && <p className="text-sm text-muted">{facts.join(" · ")}</p>}
        {operation && <LastOperation operation={operation} />}
        {isClosed && (
          <p className="text-sm text-muted">
            {t("close-account.after", {
              status: paymentStatusName(status, payment.status, payment.rawStatus),
            })}
          </p>
        )}
        {waits && !isClosed && operation?.state !== "open" && requestOperation && (
          <OperationButton
            dialog="operation"
            offer={{
              kind: "close-account",
              storeId: payment.storeId,
              paymentId: payment.id,
              cancellationId: null,
              lines,
            }}
          >
            {t("close-account.button")}
          </OperationButton>
        )}
      </div>
    </Card>
  );
}
