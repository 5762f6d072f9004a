"use client";
// Message for the customer after a refund, in either language, to send by mail. The dialog has the button that copies it.
import { useTranslations } from "next-intl";
import { providerName } from "@/components/labels/provider-names";
import { linkButtonStyle } from "@/components/ui/button-style";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { bankName } from "@/lib/domain/bank/bank-names";
import { formatMoney } from "@/lib/domain/money";
import type { ArrivalDays } from "@/lib/domain/policy/money-lines";
import type { MaskedAccount } from "@/lib/domain/refund/refund-account";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { type RefundRoute, refundRoute } from "@/lib/domain/refund/refund-route";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { RefundView } from "@/lib/domain/views/refund";
import {
  type CustomerLanguage,
  type CustomerMessageValues,
  type CustomerText,
  customerLanguages,
  customerText,
} from "./customer-text";

type RefundNews = {
  /** The payment before the refund. */
  detail: PaymentDetail;
  request: RefundRequest;
  refund: RefundView & { state: CustomerMessageValues["state"] };
  arrival: ArrivalDays | null;
};

export function customerMessage(news: RefundNews, language: CustomerLanguage): CustomerText {
  return customerText(language, valuesOf(news, language));
}

type CustomerMessageProps = {
  message: CustomerText;
  /** Address of the customer, if known. */
  email: string | null;
  language: CustomerLanguage;
  onLanguage: (language: CustomerLanguage) => void;
};

export function CustomerMessage({ message, email, language, onLanguage }: CustomerMessageProps) {
  const t = useTranslations("refundForm");
  const { subject, body } = message;
  return (
    <section aria-labelledby="customer-message" className="mt-4 rounded-md border border-line px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 id="customer-message" className="text-sm font-semibold">
          {t("customerMessage.title")}
        </h3>
        <fieldset className="flex gap-0.5 rounded-md bg-sunken p-0.5">
          <legend className="sr-only">{t("customerMessage.language")}</legend>
          {customerLanguages.map((option) => (
            <label key={option} className="relative block">
              <input
                type="radio"
                name="customer-language"
                checked={language === option}
                onChange={() => onLanguage(option)}
                className="peer absolute inset-0 size-full appearance-none rounded-sm"
              />
              <span className="pointer-events-none relative grid min-h-7 place-items-center rounded-sm px-2 text-xs text-muted peer-checked:bg-raised peer-checked:font-semibold peer-checked:text-ink">
                {t(`customerMessage.${option}`)}
              </span>
            </label>
          ))}
        </fieldset>
      </div>
      <p lang={language} className="mt-2 text-sm whitespace-pre-line">
        {body}
      </p>
      {email !== null && (
        <a
          href={`mailto:${encodeURIComponent(email)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`}
          className={`${linkButtonStyle("secondary", "sm")} mt-2`}
        >
          {t("customerMessage.mail")}
        </a>
      )}
    </section>
  );
}

function valuesOf(
  { detail, request, refund, arrival }: RefundNews,
  language: CustomerLanguage,
): CustomerMessageValues {
  const { payment, charged, cancelled, cancellable } = detail;
  const { order, money, points } = refund.figures;
  const written = (amount: number) => formatMoney(amount, refund.currency, language);
  const day = (date: string) => seoulTime(`${date}T12:00:00+09:00`, "day", language);
  const isPart = request.cancel.kind === "partial" && request.cancel.amount < cancellable.amount;
  const before = cancelled.money;
  const left = charged === null || before === null || money === null ? null : charged - before - money;
  const way = refundRoute(payment.method, refund.account !== null);
  return {
    state: refund.state,
    // A mask is no name to address a customer by.
    customer: detail.seesCustomer ? payment.customer.name : null,
    order: payment.orderName,
    orderId: payment.id,
    refundNumber: refund.number,
    scope: isPart ? "part" : cancelled.order === 0 ? "whole" : "rest",
    money: money === null ? null : written(money),
    orderAmount: order === null || Number(order) === money ? null : written(order),
    points: points === null || points === 0 ? null : written(points),
    left: isPart && left !== null ? written(left) : null,
    way,
    through: throughOf(way, payment.method?.provider ?? null, refund.account, request.refundEmail, language),
    expected: arrival && {
      from: day(arrival.from),
      until: arrival.until === null ? null : day(arrival.until),
    },
  };
}

function throughOf(
  way: RefundRoute,
  provider: string | null,
  account: MaskedAccount | null,
  email: string | undefined,
  language: CustomerLanguage,
): string | null {
  if (way === "coin") return email ?? null;
  if (way === "account" && account !== null) {
    const name = bankName(account.bank, language);
    return language === "ko"
      ? `${name}(끝자리 ${account.lastDigits})`
      : `your ${name} account ending in ${account.lastDigits}`;
  }
  return provider === null ? null : providerName(provider, language);
}
