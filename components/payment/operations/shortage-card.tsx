// The guide for a refund that the PG refused because its settlement does not cover it: what to do, the mail to PortOne
// after a forced refund, and a fresh look at PortOne that says what has changed.
import { useLocale, useTranslations } from "next-intl";
import { pgName } from "@/components/labels/pg-names";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { formatMoney } from "@/lib/domain/money";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { shortageOf, shortagePg } from "@/lib/domain/views/shortage";
import { usePaymentActions } from "./payment-actions";
import { RereadButton } from "./reread-button";

export function ShortageCard({ detail }: { detail: PaymentDetail }) {
  const { rereadPayment } = usePaymentActions();
  const t = useTranslations("operations");
  const shortage = shortageOf(detail);
  const mail = useMail(detail, shortage);
  if (shortage === null) return null;
  const pg = shortagePg(detail.payment.channel?.pgProvider ?? null);
  const { id, storeId } = detail.payment;
  return (
    <Card id="shortage" title={t("shortage.title")}>
      <div className="flex flex-col gap-4 px-5 pt-2 pb-5">
        <p>{t(`shortage.pg.${pg}`)}</p>
        <ol className="flex list-decimal flex-col gap-1 pl-5">
          <li>{t("shortage.step.check")}</li>
          <li>{t("shortage.step.wait")}</li>
          <li>
            {t("shortage.step.force")}{" "}
            <span className="font-semibold text-danger">{t("shortage.step.forceOnly")}</span>
          </li>
          <li>{t("shortage.step.mail")}</li>
          <li>{t("shortage.step.look")}</li>
        </ol>
        <p className="text-sm text-muted">{t("shortage.never")}</p>
        <section aria-labelledby="shortage-mail" className="rounded-md border border-line">
          <h3
            id="shortage-mail"
            className="flex items-center justify-between gap-3 border-b border-line bg-sunken px-3.5 py-1.5 text-sm font-semibold"
          >
            <a href="mailto:cs@portone.io" className="text-accent hover:underline">
              cs@portone.io
            </a>
            <CopyButton text={mail} label={t("shortage.copy")} />
          </h3>
          <p className="px-3.5 py-3 text-sm wrap-anywhere whitespace-pre-line text-muted">{mail}</p>
        </section>
        {rereadPayment && <RereadButton paymentId={id} storeId={storeId} rereadPayment={rereadPayment} />}
      </div>
    </Card>
  );
}

function useMail(detail: PaymentDetail, shortage: ReturnType<typeof shortageOf>): string {
  const t = useTranslations("operations");
  const locale = useLocale();
  if (shortage === null) return "";
  const { payment } = detail;
  const { channel } = payment;
  return t("shortage.mail", {
    transactionId: payment.transactionId,
    paymentId: payment.id,
    storeId: payment.storeId,
    pg: channel ? `${pgName(channel.pgProvider, locale)} ${channel.pgMerchantId ?? ""}`.trim() : "",
    amount:
      shortage.amount === null
        ? t("shortage.amountUnknown")
        : formatMoney(shortage.amount, payment.currency, locale),
    refusedAt: shortage.at ? `${seoulTime(shortage.at, "second", locale)} KST` : "",
    said: [shortage.pgCode, shortage.pgMessage].filter(Boolean).join(" "),
  });
}
