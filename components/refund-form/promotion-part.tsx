"use client";
// Options for a promotion's discount in a partial cancel, side by side, with the money that each option gives back if
// PortOne's rule determines the money. The first partial cancel binds the later partial cancels.
import { useLocale, useTranslations } from "next-intl";
import { type UseFormReturn, useController } from "react-hook-form";
import { Callout } from "@/components/ui/callout";
import { fieldError } from "@/components/ui/field-style";
import { formatMoney } from "@/lib/domain/money";
import type { PromotionOutcome } from "@/lib/domain/refund/promotion";
import { type RetainOption, retainOptions } from "@/lib/domain/refund/refund";
import type { RefundFormValues } from "./form-values";

type PromotionPartProps = {
  form: UseFormReturn<RefundFormValues>;
  currency: string;
  /** Option that an earlier partial cancel has bound; null before the first. */
  bound: RetainOption | null;
  /** Outcome of each option for the typed amount; null while nothing is typed or the terms are unknown. */
  outcomes: Record<RetainOption, PromotionOutcome> | null;
  problem: string | null;
};

export function PromotionPart({ form, currency, bound, outcomes, problem }: PromotionPartProps) {
  const t = useTranslations("refundForm");
  const locale = useLocale();
  const { field } = useController({ control: form.control, name: "retain" });
  const money = (amount: number) => formatMoney(amount, currency, locale);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-semibold">{t("promotion.title")}</legend>
      <p className="text-sm text-muted">{t("promotion.body")}</p>
      <div className="grid gap-2 sm:grid-cols-2">
        {retainOptions.map((option, at) => {
          const outcome = outcomes?.[option] ?? null;
          return (
            <label
              key={option}
              className="flex flex-col gap-0.5 rounded-md border border-line px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-soft has-disabled:opacity-60"
            >
              <span className="flex items-center gap-2">
                <input
                  type="radio"
                  value={option}
                  className="size-4 shrink-0 accent-accent"
                  name={field.name}
                  ref={at === 0 ? field.ref : undefined}
                  checked={(bound ?? field.value) === option}
                  disabled={bound !== null && bound !== option}
                  onChange={() => field.onChange(option)}
                  onBlur={field.onBlur}
                />
                <span className="font-medium">{t(`promotion.${option}`)}</span>
              </span>
              <span className="text-xs text-muted">{t(`promotion.${option}Hint`)}</span>
              <span className="mt-auto pt-1 font-semibold">
                {outcome?.kind === "refunds"
                  ? t("promotion.refunds", { amount: money(outcome.refunded) })
                  : outcome?.kind === "impossible"
                    ? t("promotion.impossible")
                    : t("promotion.unclear")}
              </span>
              {outcome?.kind === "refunds" && (
                <>
                  <span className="text-xs text-muted">
                    {t("promotion.restOrder", { order: money(outcome.remainingOrder) })}
                  </span>
                  <span className="text-xs text-muted">
                    {t("promotion.restCharge", { charge: money(outcome.remainingCharge) })}
                  </span>
                </>
              )}
            </label>
          );
        })}
      </div>
      {problem !== null && <p className={fieldError}>{problem}</p>}
      {bound !== null && (
        <Callout kind="info">{t("promotion.bound", { option: t(`promotion.${bound}`) })}</Callout>
      )}
    </fieldset>
  );
}
