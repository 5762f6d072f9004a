"use client";
// The refund in the form as an API call that a developer would send. Loaded on demand.
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { apiCall } from "@/lib/domain/refund/api-call";
import { planRefund } from "@/lib/domain/refund/plan-refund";
import { reasonText } from "@/lib/domain/refund/refund-reason";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";

const ways = ["curl", "sdk"] as const;
const names = { curl: "cURL", sdk: "Node SDK" } as const;

type ApiCallPartProps = { detail: PaymentDetail; request: RefundRequest };

export function ApiCallPart({ detail, request }: ApiCallPartProps) {
  const t = useTranslations("refundForm");
  const [way, setWay] = useState<(typeof ways)[number]>("curl");
  const text = textOf(detail, request)?.[way] ?? null;
  return (
    <div className="flex flex-col gap-2">
      <p className="text-xs text-muted">{t("api.body")}</p>
      <fieldset className="flex gap-3">
        <legend className="sr-only">{t("api.title")}</legend>
        {ways.map((option) => (
          <label key={option} className="flex items-center gap-1.5 text-sm">
            <input
              type="radio"
              name="api-way"
              checked={way === option}
              onChange={() => setWay(option)}
              className="size-4 accent-accent"
            />
            {names[option]}
          </label>
        ))}
      </fieldset>
      {text === null ? (
        <p className="text-sm text-muted">{t("api.cannot")}</p>
      ) : (
        <>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
            tabIndex={0}
            className="max-h-72 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs"
          >
            {text}
          </pre>
          <CopyButton text={text} label={t("api.copy")} labelSize="sm" />
        </>
      )}
    </div>
  );
}

/** Returns the call for the displayed payment, planned as on the server; null if the server would refuse the request. */
function textOf(detail: PaymentDetail, request: RefundRequest) {
  const { payment, cancellations, reasons, boundOption, mayTypeBalance, cancellable } = detail;
  const reason = reasons.find(({ code }) => code === request.reasonCode);
  if (reason === undefined) return null;
  const plan = planRefund(
    { ...payment, cancellations },
    request,
    reasonText(reason, request.note),
    new Date(),
    { retainOption: boundOption, refusedBalance: mayTypeBalance ? cancellable.amount : null },
  );
  return plan.ok ? apiCall(payment.id, plan.value.body) : null;
}
