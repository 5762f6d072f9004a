"use client";
// Account that receives the money, required only where the money cannot go back the way it came. Loaded separately, because
// most payments need no account.
import { useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { useController, useWatch } from "react-hook-form";
import { buttonStyle } from "@/components/ui/button-style";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/text-field";
import { accountDigits } from "@/lib/domain/bank/bank";
import type { AccountWhy } from "@/lib/domain/refund/refund-needs";
import { BankPicker } from "./bank-picker";
import { useRefundFieldMessages } from "./field-messages";
import type { RefundFormValues } from "./form-values";

type AccountPartProps = {
  form: UseFormReturn<RefundFormValues>;
  why: AccountWhy;
  /** The account is optional: the person decides whether to give an account. */
  isOffered: boolean;
  isAsked: boolean;
  needsPhone: boolean;
  /** Name of the depositor, if PortOne states one: the likeliest holder of the account. */
  remitter: string | null;
  /** The buyer's own phone number, if known. */
  buyerPhone: string | null;
  problems: Record<"bank" | "accountNumber" | "holderPhone", string | null>;
};

export function AccountPart(props: AccountPartProps) {
  const { form, why, isOffered, isAsked } = props;
  const t = useTranslations("refundForm");
  const { field: offered } = useController({ control: form.control, name: "byAccount" });
  return (
    <fieldset className="flex flex-col gap-4 rounded-lg border border-line p-4">
      <legend className="px-1 font-semibold">{t("account.title")}</legend>
      <p className="-mt-2 text-sm text-muted">{t(`account.why.${why}`)}</p>
      {isOffered && (
        <label className="flex items-center gap-2.5">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={offered.value}
            onChange={(event) => offered.onChange(event.currentTarget.checked)}
            onBlur={offered.onBlur}
          />
          <span className="font-medium">{t("account.offer")}</span>
        </label>
      )}
      {isAsked && <AccountFields {...props} />}
    </fieldset>
  );
}

function AccountFields({ form, needsPhone, remitter, buyerPhone, problems }: AccountPartProps) {
  const t = useTranslations("refundForm");
  const labelsOf = useRefundFieldMessages();
  const { control } = form;
  const number = useWatch({ control, name: "accountNumber" });
  const holder = useWatch({ control, name: "holderName" });
  const phone = useWatch({ control, name: "holderPhone" });
  const digits = accountDigits(number);
  return (
    <>
      <BankPicker control={control} name="bank" problem={problems.bank} />
      <TextField
        control={control}
        name="accountNumber"
        inputMode="numeric"
        autoComplete="off"
        label={t("account.number")}
        hint={digits ? t("account.counted", { count: String(digits.length) }) : t("account.numberHint")}
        problem={problems.accountNumber}
      />
      <div className="flex flex-col gap-2">
        <TextField
          control={control}
          name="holderName"
          label={t("account.holder")}
          hint={t("account.holderHint")}
          errorMessages={labelsOf}
          autoComplete="off"
        />
        {remitter !== null && holder !== remitter && (
          <Proposal
            label={t("account.useRemitter", { name: remitter })}
            onUse={() => form.setValue("holderName", remitter, changed)}
          />
        )}
      </div>
      {needsPhone && (
        <div className="flex flex-col gap-2">
          <TextField
            control={control}
            name="holderPhone"
            inputMode="numeric"
            autoComplete="off"
            label={t("account.phone")}
            hint={t("account.phoneHint")}
            problem={problems.holderPhone}
          />
          {buyerPhone !== null && phone !== buyerPhone && (
            <Proposal
              label={t("account.useBuyerPhone", { phone: buyerPhone })}
              onUse={() => form.setValue("holderPhone", buyerPhone, changed)}
            />
          )}
        </div>
      )}
      <Callout kind="info">{t("account.notKept")}</Callout>
    </>
  );
}

const changed = { shouldDirty: true, shouldValidate: true };

function Proposal({ label, onUse }: { label: string; onUse: () => void }) {
  return (
    <button type="button" onClick={onUse} className={`${buttonStyle("secondary", "sm")} self-start`}>
      {label}
    </button>
  );
}
