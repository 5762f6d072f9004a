// Facts of the payment beyond its header: PG, channel, times, tax. Empty ones are left out.
import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/components/labels/money";
import { pgName } from "@/components/labels/pg-names";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Facts } from "@/components/ui/facts";
import { MiddleEllipsis } from "@/components/ui/middle-ellipsis";
import { OutLink } from "@/components/ui/out-link";
import { Time } from "@/components/ui/time";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";

export function PaymentFacts({ payment, charged }: Pick<PaymentDetail, "payment" | "charged">) {
  const t = useTranslations("payment");
  const locale = useLocale();
  const { method, channel, customer, amount, currency } = payment;
  const money = (value: number | null) => (value ? <Money amount={value} currency={currency} /> : null);
  const time = (at: string | null) => (at ? <Time at={at} style="second" /> : null);
  return (
    <Card id="payment-facts" title={t("facts")}>
      <div className="px-5 pt-3 pb-5">
        <Facts
          facts={[
            { label: t("pg"), value: channel && pgName(channel.pgProvider, locale) },
            { label: t("transactionId"), value: <TransactionId id={payment.transactionId} /> },
            { label: t("pgTxId"), value: payment.pgTxId },
            { label: t("approvalNumber"), value: payment.approvalNumber },
            { label: t("channel"), value: channel?.name ?? null },
            { label: t("merchantId"), value: channel?.pgMerchantId ?? null },
            { label: t("customerId"), value: customer.name === null ? null : customer.id },
            { label: t("email"), value: customer.email },
            { label: t("requestedAt"), value: time(payment.requestedAt) },
            { label: t("paidAt"), value: time(payment.paidAt) },
            { label: t("cancelledAt"), value: time(payment.cancelledAt) },
            { label: t("taxFree"), value: money(amount.taxFree) },
            { label: t("vat"), value: money(amount.vat) },
            { label: t("discount"), value: money(amount.discount) },
            { label: t("chargedOf"), value: Number(charged) === amount.total ? null : money(charged) },
            { label: t("promotion"), value: payment.promotionId },
            { label: t("storeId"), value: payment.storeId },
            {
              label: t(method?.card ? "salesSlip" : "receipt"),
              value: payment.receiptUrl && <OutLink url={payment.receiptUrl}>{t("openReceipt")}</OutLink>,
            },
          ]}
        />
      </div>
    </Card>
  );
}

function TransactionId({ id }: { id: string }) {
  const t = useTranslations("payment");
  return (
    <span className="-my-0.5 flex items-center gap-1">
      <MiddleEllipsis text={id} />
      <CopyButton text={id} label={t("copyTransactionId")} />
    </span>
  );
}
