"use client";
// Parts that few refunds need: the e-mail of a crypto refund, the balance if PortOne's calculation differs, and the reason of
// an administrator who overrides the policy.
import { useTranslations } from "next-intl";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { AmountField } from "@/components/ui/amount-field";
import { Callout } from "@/components/ui/callout";
import { RadioList } from "@/components/ui/segmented-control";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { reasonLength } from "@/lib/domain/refund/refund";
import { useCurrencyUnit } from "./currency-unit";
import { useRefundFieldMessages } from "./field-messages";
import type { RefundFormValues } from "./form-values";

type PartProps = { form: UseFormReturn<RefundFormValues> };

export function EmailPart({ form }: PartProps) {
  const t = useTranslations("refundForm");
  const labelsOf = useRefundFieldMessages();
  return (
    <TextField
      control={form.control}
      name="email"
      type="email"
      label={t("email.label")}
      hint={t("email.hint")}
      errorMessages={labelsOf}
      autoComplete="off"
    />
  );
}

/** Shown only after PortOne has reported an inconsistent balance although the balance reads unchanged. */
export function BalanceLockPart(
  props: PartProps & { currency: string; shown: string; problem: string | null },
) {
  const { form, currency, shown, problem } = props;
  const t = useTranslations("refundForm");
  const unit = useCurrencyUnit(currency);
  const balanceLock = useWatch({ control: form.control, name: "balanceLock" });
  return (
    <div className="flex flex-col gap-3">
      <Callout kind="warn" title={t("balanceLock.title")}>
        {t("balanceLock.body", { shown })}
      </Callout>
      <RadioList
        control={form.control}
        name="balanceLock"
        legend={t("balanceLock.legend")}
        choices={[
          { value: "", label: t("balanceLock.again"), hint: t("balanceLock.againHint") },
          { value: "typed", label: t("balanceLock.typed"), hint: t("balanceLock.typedHint") },
          { value: "without", label: t("balanceLock.without"), hint: t("balanceLock.withoutHint") },
        ]}
      />
      {balanceLock === "typed" && (
        <AmountField
          control={form.control}
          name="typedBalance"
          label={t("balanceLock.balance")}
          currency={currency}
          unit={unit}
          problem={problem}
        />
      )}
    </div>
  );
}

export function OverridePart({ form }: PartProps) {
  const t = useTranslations("refundForm");
  const labelsOf = useRefundFieldMessages();
  const max = reasonLength.max;
  return (
    <div className="flex flex-col gap-3">
      <Callout kind="warn" title={t("override.title")}>
        {t("override.body")}
      </Callout>
      <TextArea
        control={form.control}
        name="why"
        label={t("override.why")}
        hint={t("override.whyHint")}
        max={max}
        countLabel={(count) => t("count", { count: String(count), max: String(max) })}
        errorMessages={labelsOf}
      />
    </div>
  );
}
