"use client";
// After a refund: a text for the customer in either language, to copy or to send as mail.
import { josa } from "es-hangul";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { providerName } from "@/components/payments/provider-names";
import { linkButtonStyle } from "@/components/ui/button-style";
import { CopyButton } from "@/components/ui/copy-button";
import { seoulTime } from "@/components/ui/seoul-time";
import { bankName } from "@/lib/domain/bank-names";
import { formatMoney } from "@/lib/domain/money";
import type { ArrivalDays } from "@/lib/domain/policy/money-lines";
import type { MaskedAccount } from "@/lib/domain/refund-account";
import type { PaymentDetail, RefundView } from "@/lib/domain/views";
import { type CustomerLanguage, customerLanguages, customerText } from "./customer-text";

type TellCustomerProps = {
  payment: PaymentDetail["payment"];
  refund: RefundView & { amount: number; state: "pending" | "succeeded" };
  arrival: ArrivalDays | null;
};

export function TellCustomer({ payment, refund, arrival }: TellCustomerProps) {
  const t = useTranslations("form");
  const [language, setLanguage] = useState<CustomerLanguage>("ko");
  const { subject, body } = customerText(language, {
    state: refund.state,
    customer: payment.customer.name,
    order: payment.orderName,
    amount: formatMoney(refund.amount, refund.currency, language),
    until: arrival?.until ? seoulTime(`${arrival.until}T12:00:00+09:00`, "day", language) : null,
    destination:
      refund.account === null
        ? originalMeans(payment.method?.provider ?? null, language)
        : accountOf(refund.account, language),
  });
  const { email } = payment.customer;
  return (
    <section aria-labelledby="tell-customer" className="mt-4 rounded-md border border-line px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 id="tell-customer" className="text-sm font-semibold">
          {t("say.title")}
        </h3>
        <fieldset className="flex gap-0.5 rounded-md bg-sunken p-0.5">
          <legend className="sr-only">{t("say.language")}</legend>
          {customerLanguages.map((one) => (
            <label key={one} className="relative block">
              <input
                type="radio"
                name="customer-language"
                checked={language === one}
                onChange={() => setLanguage(one)}
                className="peer absolute inset-0 size-full appearance-none rounded-sm"
              />
              <span className="pointer-events-none relative grid min-h-7 place-items-center rounded-sm px-2 text-xs text-muted peer-checked:bg-raised peer-checked:font-semibold peer-checked:text-ink">
                {t(`say.${one}`)}
              </span>
            </label>
          ))}
        </fieldset>
      </div>
      <p lang={language} className="mt-2 text-sm whitespace-pre-line">
        {body}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <CopyButton text={body} label={t("say.copy")} withWords />
        {email !== null && (
          <a
            href={`mailto:${encodeURIComponent(email)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`}
            className={linkButtonStyle("secondary", "sm")}
          >
            {t("say.mail")}
          </a>
        )}
      </div>
    </section>
  );
}

function accountOf({ bank, lastDigits }: MaskedAccount, language: CustomerLanguage): string {
  const name = bankName(bank, language);
  return language === "ko"
    ? `${name} 계좌(끝자리 ${lastDigits})로`
    : `${name}, account ending in ${lastDigits},`;
}

function originalMeans(provider: string | null, language: CustomerLanguage): string {
  if (provider === null) return language === "ko" ? "결제하신 수단으로" : "your original payment method";
  const name = providerName(provider, language);
  return language === "ko" ? `결제하신 ${josa(name, "으로/로")}` : `your original payment method (${name})`;
}
