"use client";
// Tax-free part and VAT of the amount: proposed, and editable up to what is left of each.
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { AmountField } from "@/components/ui/amount-field";
import { buttonStyle } from "@/components/ui/button-style";
import { formatMoney } from "@/lib/domain/money";
import { writeAmount } from "@/lib/domain/parse-amount";
import type { RefundNeeds } from "@/lib/domain/refund/refund-needs";
import type { Parts, RemainingParts } from "@/lib/domain/refund/refund-parts";
import { useCurrencyUnit } from "./currency-unit";
import type { RefundFormValues } from "./form-values";

type TaxPartProps = {
  form: UseFormReturn<RefundFormValues>;
  currency: string;
  needs: Pick<RefundNeeds, "taxFree" | "vat">;
  remaining: RemainingParts;
  /** Parts of the typed amount; null while the amount cannot be read. */
  proposed: Parts | null;
  isEdited: boolean;
  problems: Record<"taxFree" | "vat", string | null>;
};

export function TaxPart(props: TaxPartProps) {
  const { form, currency, needs, remaining, proposed, isEdited, problems } = props;
  const t = useTranslations("refundForm");
  const locale = useLocale();
  const unit = useCurrencyUnit(currency);
  // A payment with a tax-free part shows its parts. Plain VAT is computed by PortOne unless the person opens the fields.
  const [isOpen, setOpen] = useState(needs.taxFree || needs.vat === "offered" || isEdited);
  const most = (amount: number) => (
    <span className="text-xs text-muted">{t("most", { amount: formatMoney(amount, currency, locale) })}</span>
  );
  if (!isOpen) {
    return (
      <button
        type="button"
        onClick={() => setOpen(true)}
        className={`${buttonStyle("quiet", "sm")} -ml-2.5 self-start`}
      >
        {t("tax.edit")}
      </button>
    );
  }
  return (
    <fieldset className="flex flex-col gap-3 rounded-lg border border-line p-4">
      <legend className="px-1 text-sm font-semibold">{t("tax.title")}</legend>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(13rem,1fr))] gap-4">
        {needs.taxFree && (
          <AmountField
            control={form.control}
            name="taxFree"
            label={t("tax.taxFree")}
            currency={currency}
            unit={unit}
            placeholder={proposed === null ? "" : writeAmount(proposed.taxFreeAmount, currency)}
            aside={most(remaining.taxFree)}
            problem={problems.taxFree}
            isRequired={false}
          />
        )}
        {needs.vat !== "never" && (
          <AmountField
            control={form.control}
            name="vat"
            label={t("tax.vat")}
            currency={currency}
            unit={unit}
            placeholder={proposed === null ? "" : writeAmount(proposed.vatAmount, currency)}
            aside={remaining.vat === null ? undefined : most(remaining.vat)}
            problem={problems.vat}
            isRequired={false}
          />
        )}
      </div>
      <p className="text-xs text-faint">
        {needs.vat === "never"
          ? t("tax.vatNever")
          : t(needs.vat === "offered" ? "tax.hintOffered" : "tax.hint")}
      </p>
      {isEdited && (
        <button
          type="button"
          onClick={() => {
            form.setValue("taxFree", "", { shouldDirty: true });
            form.setValue("vat", "", { shouldDirty: true });
          }}
          className={`${buttonStyle("quiet", "sm")} -ml-2.5 self-start`}
        >
          {t("tax.reset")}
        </button>
      )}
    </fieldset>
  );
}
