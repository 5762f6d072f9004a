"use client";
// A rule: which refunds wait, and for how many people. A preview says what it would have asked last month.
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { type Control, useController, useForm } from "react-hook-form";
import { AmountField } from "@/components/ui/amount-field";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { DialogButtons } from "@/components/ui/dialog-buttons";
import { fieldBox, fieldError, fieldLabel } from "@/components/ui/field-style";
import { FormAlert } from "@/components/ui/form-alert";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import { type ApprovalRuleError, approvalKinds } from "@/lib/domain/approval/approval-rule";
import { formatMoney } from "@/lib/domain/money";
import type { ListedRule, RulePreview } from "@/lib/domain/views/approval";
import type { ApprovalRuleActions } from "./approval-rule-actions";
import {
  type RuleField,
  type RuleProblem,
  type RuleValues,
  readRule,
  ruleValues,
} from "./approval-rule-values";
import { AnyOrSome, CheckLine, type NamedChoice } from "./choice-fields";

export type RuleChoices = {
  methods: readonly NamedChoice[];
  pgs: readonly NamedChoice[];
  requesters: readonly NamedChoice[];
  currencies: readonly string[];
};

type ApprovalRuleDialogProps = Pick<ApprovalRuleActions, "saveRule" | "previewRule"> & {
  /** Null for a new rule. */
  rule: ListedRule | null;
  choices: RuleChoices;
  onSaved: () => void;
  onClose: () => void;
  signInHref: string;
};

export function ApprovalRuleDialog(props: ApprovalRuleDialogProps) {
  const { rule, choices, saveRule, previewRule, onSaved, onClose, signInHref } = props;
  const t = useTranslations("approvalRules");
  const common = useTranslations("common");
  const saving = useAction(saveRule);
  const previewing = useAction(previewRule);
  const [preview, setPreview] = useState<RulePreview | null>(null);
  const [problem, setProblem] = useState<RuleProblem | null>(null);
  const { control, handleSubmit, setFocus } = useForm<RuleValues>({ defaultValues: ruleValues(rule) });
  const { field: methods } = useController({ control, name: "methods" });
  const { field: pgs } = useController({ control, name: "pgs" });
  const { field: requesters } = useController({ control, name: "requesters" });
  const problemOf = (field: RuleField) => (problem?.field === field ? problemText(t, problem.code) : null);

  function read(values: RuleValues) {
    const result = readRule(values);
    const wrong = result.ok ? null : (result.error.detail ?? null);
    setProblem(wrong);
    if (wrong?.field === "days" || wrong?.field.startsWith("amounts.")) setFocus(wrong.field as "days");
    return result.ok ? result.value : null;
  }

  async function save(values: RuleValues) {
    const conditions = read(values);
    if (conditions === null) return;
    const outcome = await saving.run({
      ...(rule && { id: rule.id }),
      revision: rule?.revision ?? 0,
      conditions,
    });
    if (outcome.kind === "done") onSaved();
  }

  async function tryOut(values: RuleValues) {
    const conditions = read(values);
    if (conditions === null) return;
    const outcome = await previewing.run(conditions);
    if (outcome.kind === "done") setPreview(outcome.value);
  }

  return (
    <Dialog isOpen mayClose={!saving.isPending} onClose={onClose} title={t(rule ? "editTitle" : "addTitle")}>
      <form noValidate onSubmit={handleSubmit(save)} className="mt-2 flex flex-col gap-4">
        <Kinds control={control} problem={problemOf("kinds")} />
        <Amounts control={control} currencies={choices.currencies} problemOf={problemOf} />
        <SegmentedControl
          control={control}
          name="approvers"
          legend={t("approvers")}
          choices={[
            { value: "1", label: t("approverCount", { count: 1 }) },
            { value: "2", label: t("approverCount", { count: 2 }) },
          ]}
        />
        <AnyOrSome
          legend={t("methods")}
          anyLabel={t("anyMethod")}
          of={choices.methods}
          value={methods.value}
          onChange={methods.onChange}
          problem={problemOf("methods")}
        />
        <AnyOrSome
          legend={t("pgs")}
          anyLabel={t("anyPg")}
          of={choices.pgs}
          value={pgs.value}
          onChange={pgs.onChange}
          problem={problemOf("pgs")}
        />
        <AnyOrSome
          legend={t("requesters")}
          anyLabel={t("anyRequester")}
          of={choices.requesters}
          value={requesters.value}
          onChange={requesters.onChange}
          problem={problemOf("requesters")}
        />
        <TextField
          control={control}
          name="days"
          label={t("days")}
          hint={t("daysHint")}
          inputMode="numeric"
          isRequired={false}
          autoComplete="off"
          problem={problemOf("days")}
        />
        <More control={control} />
        <Preview preview={preview} />
        <FormAlert
          refusal={saving.refusal ?? previewing.refusal}
          labels={(code: ApprovalRuleError) => t(`error.${code}`)}
          signInHref={signInHref}
        />
        <DialogButtons
          close={t("close")}
          submit={t("saveButton")}
          isPending={saving.isPending}
          onClose={onClose}
        >
          <Button
            isPending={previewing.isPending}
            pendingLabel={common("working")}
            onPress={() => void handleSubmit(tryOut)()}
          >
            {t("tryOut")}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

type AmountsProps = {
  control: Control<RuleValues>;
  currencies: readonly string[];
  problemOf: (field: RuleField) => string | null;
};

function Amounts({ control, currencies, problemOf }: AmountsProps) {
  const t = useTranslations("approvalRules");
  const { field: amounts } = useController({ control, name: "amounts" });
  const { field: isAny } = useController({ control, name: "isAnyAmount" });
  const more = currencies.filter((currency) => !amounts.value.some((one) => one.currency === currency));
  const problem = problemOf("amounts");
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className={`${fieldLabel} mb-1.5`}>{t("amount")}</legend>
      <CheckLine
        label={t("anyAmount")}
        inputRef={isAny.ref}
        isChecked={isAny.value}
        onChange={isAny.onChange}
      />
      {!isAny.value && (
        <>
          {amounts.value.map(({ currency }, at) => (
            <AmountField
              key={currency}
              control={control}
              name={`amounts.${at}.from`}
              label={t("from", { currency })}
              currency={currency}
              unit={currency}
              problem={problemOf(`amounts.${at}.from`)}
              isRequired={false}
            />
          ))}
          {problem !== null && <p className={fieldError}>{problem}</p>}
          {more.length > 0 && (
            <select
              aria-label={t("addCurrency")}
              className={`${fieldBox} h-10`}
              value=""
              onChange={({ target }) =>
                amounts.onChange([...amounts.value, { currency: target.value, from: "" }])
              }
            >
              <option value="">{t("addCurrency")}</option>
              {more.map((currency) => (
                <option key={currency} value={currency}>
                  {currency}
                </option>
              ))}
            </select>
          )}
          <p className="text-sm text-muted">{t("amountHint")}</p>
        </>
      )}
    </fieldset>
  );
}

function Kinds({ control, problem }: { control: Control<RuleValues>; problem: string | null }) {
  const t = useTranslations("approvalRules");
  const { field } = useController({ control, name: "kinds" });
  return (
    <fieldset>
      <legend className={`${fieldLabel} mb-1`}>{t("kinds")}</legend>
      {approvalKinds.map((kind) => (
        <CheckLine
          key={kind}
          label={t(`kind.${kind}`)}
          isChecked={field.value.includes(kind)}
          onChange={(isChecked) =>
            field.onChange(
              approvalKinds.filter((one) => (one === kind ? isChecked : field.value.includes(one))),
            )
          }
        />
      ))}
      {problem !== null && <p className={fieldError}>{problem}</p>}
    </fieldset>
  );
}

function More({ control }: { control: Control<RuleValues> }) {
  const t = useTranslations("approvalRules");
  const { field: overridesOnly } = useController({ control, name: "overridesOnly" });
  return (
    <fieldset>
      <legend className={`${fieldLabel} mb-1`}>{t("more")}</legend>
      <CheckLine
        label={t("overridesOnly")}
        inputRef={overridesOnly.ref}
        isChecked={overridesOnly.value}
        onChange={overridesOnly.onChange}
      />
    </fieldset>
  );
}

function Preview({ preview }: { preview: RulePreview | null }) {
  const t = useTranslations("approvalRules");
  const locale = useLocale();
  if (preview === null) return null;
  const { total, isCapped, waiting, some } = preview;
  return (
    <div role="status">
      <Callout kind="info" title={t("preview.title", { total, waiting })}>
        {isCapped && <p>{t("preview.capped", { total })}</p>}
        <ul>
          {some.map(({ number, paymentId, amount, currency }) => (
            <li key={`${number} ${paymentId} ${amount}`} className="wrap-anywhere">
              {[formatMoney(amount, currency, locale), number, paymentId].filter(Boolean).join(" · ")}
            </li>
          ))}
        </ul>
        {waiting > some.length && <p>{t("preview.more", { count: waiting - some.length })}</p>}
      </Callout>
    </div>
  );
}

const problems = [
  "kinds-missing",
  "amount-missing",
  "amount-not-number",
  "amount-comma-unclear",
  "amount-no-decimals",
  "amount-too-many-decimals",
  "amount-too-large",
  "days-not-whole",
  "days-too-many",
  "methods-missing",
  "pgs-missing",
  "requesters-missing",
] as const;

function problemText(t: ReturnType<typeof useTranslations<"approvalRules">>, code: string): string {
  const known = problems.find((one) => one === code);
  return t(known === undefined ? "problem.other" : `problem.${known}`);
}
