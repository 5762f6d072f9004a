"use client";
// What one person may refund without help: the limits of a role, or those of a person in addition.
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Control, useController, useForm } from "react-hook-form";
import { AmountField } from "@/components/ui/amount-field";
import { Dialog } from "@/components/ui/dialog";
import { DialogButtons } from "@/components/ui/dialog-buttons";
import { fieldBox, fieldLabel } from "@/components/ui/field-style";
import { FormAlert } from "@/components/ui/form-alert";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import type { LimitsError, RefundLimits } from "@/lib/domain/people/refund-limits";
import { AnyOrSome, CheckLine, type NamedChoice } from "./choice-fields";
import { amountNames, type LimitProblem, type LimitValues, limitValues, readLimits } from "./limit-values";
import type { SaveLimits } from "./people-actions";

type LimitedSubject = {
  kind: "role" | "person";
  id: string;
  name: string;
  limits: RefundLimits | null;
};

/** Of the stored payments, with their names. */
export type LimitChoices = {
  methods: readonly NamedChoice[];
  pgs: readonly NamedChoice[];
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
  const { run, isPending, refusal } = useAction(saveLimits);
  const [problem, setProblem] = useState<LimitProblem | null>(null);
  const { control, handleSubmit, setFocus } = useForm<LimitValues>({
    defaultValues: limitValues(subject.limits),
  });
  const { field: methods } = useController({ control, name: "methods" });
  const { field: pgs } = useController({ control, name: "pgs" });
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
        <AnyOrSome
          legend={t("methods")}
          anyLabel={t("anyMethod")}
          of={choices.methods}
          value={methods.value}
          onChange={methods.onChange}
        />
        <AnyOrSome
          legend={t("pgs")}
          anyLabel={t("anyPg")}
          of={choices.pgs}
          value={pgs.value}
          onChange={pgs.onChange}
        />
        <FormAlert
          refusal={refusal}
          labels={(code: LimitsError) => t(`error.${code}`)}
          signInHref={signInHref}
        />
        <DialogButtons close={t("cancel")} submit={t("saveButton")} isPending={isPending} onClose={onClose} />
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
  const { field: otherCurrencies } = useController({ control, name: "otherCurrencies" });
  const more = currencies.filter((currency) => !amounts.value.some((one) => one.currency === currency));
  return (
    <>
      {amounts.value.map(({ currency }, at) => (
        <fieldset key={currency} className="grid grid-cols-2 gap-3">
          <legend className={`${fieldLabel} mb-1.5`}>{t("amounts", { currency })}</legend>
          {amountNames.map((name) => (
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
              amounts.onChange([
                ...amounts.value,
                { currency: target.value, single: "", daily: "", confirmFrom: "" },
              ])
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
      <CheckLine
        label={t("otherCurrencies")}
        inputRef={otherCurrencies.ref}
        isChecked={otherCurrencies.value}
        onChange={otherCurrencies.onChange}
      />
    </>
  );
}
