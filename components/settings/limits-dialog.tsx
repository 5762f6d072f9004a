"use client";
// What one person may refund without help: the limits of a role, or those of a person in addition.
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Control, useController, useForm, useWatch } from "react-hook-form";
import { AmountField } from "@/components/ui/amount-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogButtons } from "@/components/ui/dialog";
import { fieldBox, fieldLabel } from "@/components/ui/field-style";
import { FormAlert } from "@/components/ui/form-alert";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import type { LimitsError, RefundLimits } from "@/lib/domain/people/refund-limits";
import { type LimitProblem, type LimitValues, limitValues, readLimits } from "./limit-values";
import type { SaveLimits } from "./people-actions";

type LimitedSubject = {
  kind: "role" | "person";
  id: string;
  name: string;
  limits: RefundLimits | null;
};

/** Of the stored payments, with their names. */
export type LimitChoices = {
  methods: readonly { value: string; label: string }[];
  pgs: readonly { value: string; label: string }[];
  currencies: readonly string[];
};

type LimitsDialogProps = {
  subject: LimitedSubject;
  choices: LimitChoices;
  saveLimits: SaveLimits;
  onSaved: () => void;
  onClose: () => void;
  signInHref: string;
};

export function LimitsDialog(props: LimitsDialogProps) {
  const { subject, choices, saveLimits, onSaved, onClose, signInHref } = props;
  const t = useTranslations("limits");
  const common = useTranslations("common");
  const { run, isPending, refusal } = useAction(saveLimits);
  const [problem, setProblem] = useState<LimitProblem | null>(null);
  const { control, handleSubmit, setFocus } = useForm<LimitValues>({
    defaultValues: limitValues(subject.limits),
  });
  const problemOf = (field: LimitProblem["field"]) =>
    problem?.field === field ? t(`problem.${problem.code}`) : null;

  async function submit(values: LimitValues) {
    const read = readLimits(values);
    if (!read.ok) {
      if (read.error.detail === undefined) return;
      setProblem(read.error.detail);
      setFocus(read.error.detail.field);
      return;
    }
    setProblem(null);
    const outcome = await run({ kind: subject.kind, id: subject.id, limits: read.value });
    if (outcome.kind === "done") onSaved();
  }

  return (
    <Dialog isOpen mayClose={!isPending} onClose={onClose} title={t("title", { name: subject.name })}>
      <form noValidate onSubmit={handleSubmit(submit)} className="mt-2 flex flex-col gap-4">
        <p className="text-sm text-muted">{t(`intro.${subject.kind}`)}</p>
        <TextField
          control={control}
          name="count"
          label={t("count")}
          problem={problemOf("count")}
          inputMode="numeric"
          isRequired={false}
          autoComplete="off"
        />
        <Amounts control={control} currencies={choices.currencies} problemOf={problemOf} />
        <Allowed
          control={control}
          legend={t("methods")}
          any={{ name: "isAnyMethod", label: t("anyMethod") }}
          name="methods"
          of={choices.methods}
        />
        <Allowed
          control={control}
          legend={t("pgs")}
          any={{ name: "isAnyPg", label: t("anyPg") }}
          name="pgs"
          of={choices.pgs}
        />
        <FormAlert
          refusal={refusal}
          labels={(code: LimitsError) => t(`error.${code}`)}
          signInHref={signInHref}
        />
        <DialogButtons>
          <Button isDisabled={isPending} onPress={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" variant="primary" isPending={isPending} pendingLabel={common("working")}>
            {t("saveButton")}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

type AmountsProps = {
  control: Control<LimitValues>;
  currencies: readonly string[];
  problemOf: (field: LimitProblem["field"]) => string | null;
};

function Amounts({ control, currencies, problemOf }: AmountsProps) {
  const t = useTranslations("limits");
  const { field: amounts } = useController({ control, name: "amounts" });
  const more = currencies.filter((currency) => !amounts.value.some((one) => one.currency === currency));
  return (
    <>
      {amounts.value.map(({ currency }, at) => (
        <fieldset key={currency} className="grid grid-cols-2 gap-3">
          <legend className={`${fieldLabel} mb-1.5`}>{t("amounts", { currency })}</legend>
          {(["single", "daily"] as const).map((name) => (
            <AmountField
              key={name}
              control={control}
              name={`amounts.${at}.${name}`}
              label={t(name)}
              currency={currency}
              unit={currency}
              problem={problemOf(`amounts.${at}.${name}`)}
              isRequired={false}
            />
          ))}
        </fieldset>
      ))}
      {more.length > 0 && (
        <label className="flex flex-col gap-1.5">
          <span className={fieldLabel}>{t("addCurrency")}</span>
          <select
            className={`${fieldBox} h-10`}
            value=""
            onChange={({ target }) =>
              amounts.onChange([...amounts.value, { currency: target.value, single: "", daily: "" }])
            }
          >
            <option value="">{t("chooseCurrency")}</option>
            {more.map((currency) => (
              <option key={currency} value={currency}>
                {currency}
              </option>
            ))}
          </select>
        </label>
      )}
      <Check control={control} name="otherCurrencies" label={t("otherCurrencies")} />
    </>
  );
}

type CheckProps = {
  control: Control<LimitValues>;
  name: "otherCurrencies" | "isAnyMethod" | "isAnyPg";
  label: string;
};

function Check({ control, name, label }: CheckProps) {
  const { field } = useController({ control, name });
  return (
    <label className="flex min-h-8 items-center gap-2.5">
      <input
        type="checkbox"
        ref={field.ref}
        checked={field.value}
        onChange={({ target }) => field.onChange(target.checked)}
        className="size-4 shrink-0 accent-accent"
      />
      {label}
    </label>
  );
}

type AllowedProps = {
  control: Control<LimitValues>;
  legend: string;
  any: Pick<CheckProps, "label"> & { name: "isAnyMethod" | "isAnyPg" };
  name: "methods" | "pgs";
  of: readonly { value: string; label: string }[];
};

/** Every value, or only the chosen ones. */
function Allowed({ control, legend, any, name, of }: AllowedProps) {
  const isAny = useWatch({ control, name: any.name });
  const { field } = useController({ control, name });
  const chosen = field.value;
  return (
    <fieldset>
      <legend className={`${fieldLabel} mb-1`}>{legend}</legend>
      <Check control={control} name={any.name} label={any.label} />
      {!isAny && (
        <div className="grid grid-cols-2 gap-x-3">
          {of.map(({ value, label }) => (
            <label key={value} className="flex min-h-8 items-center gap-2.5">
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={({ target }) =>
                  field.onChange(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
                }
                className="size-4 shrink-0 accent-accent"
              />
              <span className="wrap-anywhere">{label}</span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}
