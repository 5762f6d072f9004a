"use client";
// Amount of the refund: all that is left, or a part. The maximum is shown before it is exceeded.
import { useLocale, useTranslations } from "next-intl";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { AmountField } from "@/components/ui/amount-field";
import { buttonStyle } from "@/components/ui/button-style";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { formatMoney } from "@/lib/domain/money";
import { writeAmount } from "@/lib/domain/parse-amount";
import { useCurrencyUnit } from "./currency-unit";
import type { RefundFormValues } from "./form-values";

const fractions = [
  { label: "1/4", of: 4, parts: 1 },
  { label: "1/2", of: 2, parts: 1 },
  { label: "3/4", of: 4, parts: 3 },
] as const;

type AmountPartProps = {
  form: UseFormReturn<RefundFormValues>;
  /** Maximum amount of the request, in minor units. */
  most: number;
  currency: string;
  /** Amounts are order amounts before a discount; less money goes back. */
  isOrderAmount: boolean;
  problem: string | null;
};

export function AmountPart({ form, most, currency, isOrderAmount, problem }: AmountPartProps) {
  const t = useTranslations("refundForm");
  const locale = useLocale();
  const kind = useWatch({ control: form.control, name: "kind" });
  const unit = useCurrencyUnit(currency);

  function fill(amount: number) {
    form.setValue("amount", writeAmount(amount, currency), { shouldDirty: true });
  }

  return (
    <div className="flex flex-col gap-3">
      <SegmentedControl
        control={form.control}
        name="kind"
        legend={t("kind")}
        choices={[
          { value: "full", label: t("full") },
          { value: "partial", label: t("partial") },
        ]}
      />
      {kind === "partial" && (
        <div className="flex flex-col gap-2">
          <AmountField
            control={form.control}
            name="amount"
            label={isOrderAmount ? t("orderAmount") : t("amount")}
            currency={currency}
            unit={unit}
            size="lg"
            aside={
              <span className="text-sm text-muted">
                {t("most", { amount: formatMoney(most, currency, locale) })}
              </span>
            }
            hint={isOrderAmount ? t("orderAmountHint") : undefined}
            problem={problem}
          />
          <div className="flex flex-wrap gap-1.5">
            {fractions.map(({ label, of, parts }) => {
              const amount = Math.floor((most * parts) / of);
              return (
                <button
                  key={label}
                  type="button"
                  disabled={amount === 0}
                  aria-label={t("fillFraction", {
                    fraction: label,
                    amount: formatMoney(amount, currency, locale),
                  })}
                  onClick={() => fill(amount)}
                  className={buttonStyle("secondary", "sm")}
                >
                  {label}
                </button>
              );
            })}
            <button
              type="button"
              onClick={() => form.setValue("kind", "full", { shouldDirty: true })}
              className={buttonStyle("quiet", "sm")}
            >
              {t("allLeft")}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
