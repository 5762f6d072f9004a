"use client";
// Records what the merchant knows better than the documents: a contract, a deadline, a fee. The server has the same schema.
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useForm, useWatch } from "react-hook-form";
import { pgChoices } from "@/components/labels/pg-names";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import { deadlineMethods, setOverrideInput } from "@/lib/domain/policy/overrides";
import { contracts } from "@/lib/domain/policy/rule";
import { type OverrideValues, overrideErrors, readOverride } from "./override-values";
import type { SetOverrideAction } from "./policy-actions";

const kinds = ["contract", "deadline", "account-fee"] as const;

const empty: OverrideValues = {
  kind: "contract",
  contract: "virtual-account-refund",
  has: "yes",
  method: "CARD",
  pgProvider: "",
  unit: "months",
  count: "",
  amount: "",
  note: "",
};

type OverrideFormProps = {
  /** Codes of the PGs of the stored payments. */
  pgsInUse: readonly string[];
  setOverride: SetOverrideAction;
  signInHref: string;
};

export function OverrideForm({ pgsInUse, setOverride, signInHref }: OverrideFormProps) {
  const t = useTranslations("policySettings");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const { run, isPending, refusal } = useAction(setOverride);
  const { control, formState, handleSubmit, reset, setError } = useForm<OverrideValues>({
    defaultValues: empty,
  });
  const kind = useWatch({ control, name: "kind" });
  const unit = useWatch({ control, name: "unit" });
  const labels = (code: string) => {
    const known = overrideErrors.find((name) => name === code);
    return known ? t(`error.${known}`) : common("entryError.invalid-input");
  };
  const pgs = pgChoices(locale, pgsInUse);
  const wrong = formState.errors.pgProvider?.message;

  async function submit(values: OverrideValues) {
    const input = setOverrideInput.safeParse(readOverride(values));
    if (!input.success) {
      for (const { path, message } of input.error.issues) {
        const field = (["pgProvider", "count", "amount", "note"] as const).find((name) =>
          path.includes(name),
        );
        if (field) setError(field, { message }, { shouldFocus: true });
      }
      return;
    }
    if ((await run(input.data)).kind !== "done") return;
    reset({ ...empty, kind: values.kind, pgProvider: values.pgProvider });
    router.refresh();
  }

  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-4">
      <SegmentedControl
        control={control}
        name="kind"
        legend={t("kind")}
        choices={kinds.map((value) => ({ value, label: t(`kindIs.${value}`) }))}
      />
      {kind === "contract" && (
        <SelectField
          control={control}
          name="contract"
          label={t("contractLabel")}
          choices={contracts.map((value) => ({ value, label: t(`contract.${value}`) }))}
        />
      )}
      {kind === "deadline" && (
        <SelectField
          control={control}
          name="method"
          label={t("methodLabel")}
          choices={deadlineMethods.map((value) => ({ value, label: t(`method.${value}`) }))}
        />
      )}
      <SelectField
        control={control}
        name="pgProvider"
        label={t("pg")}
        choices={[{ value: "", label: kind === "deadline" ? t("everyPg") : t("choosePg") }]}
        groups={[
          { label: t("pgsInUse"), choices: pgs.inUse },
          { label: t("otherPgs"), choices: pgs.others },
        ].filter(({ choices }) => choices.length > 0)}
        error={wrong === undefined ? undefined : labels(wrong)}
      />
      {kind === "contract" && (
        <SegmentedControl
          control={control}
          name="has"
          legend={t("hasLabel")}
          choices={[
            { value: "yes", label: t("has.yes") },
            { value: "no", label: t("has.no") },
          ]}
        />
      )}
      {kind === "deadline" && (
        <>
          <SegmentedControl
            control={control}
            name="unit"
            legend={t("unit")}
            choices={(["months", "days", "none"] as const).map((value) => ({
              value,
              label: t(`unitIs.${value}`),
            }))}
          />
          {unit !== "none" && (
            <TextField
              control={control}
              name="count"
              label={t("count")}
              errorMessages={labels}
              autoComplete="off"
            />
          )}
        </>
      )}
      {kind === "account-fee" && (
        <TextField
          control={control}
          name="amount"
          label={t("amount")}
          errorMessages={labels}
          autoComplete="off"
        />
      )}
      <TextField
        control={control}
        name="note"
        label={t("note")}
        hint={t("noteHint")}
        errorMessages={labels}
        autoComplete="off"
      />
      <FormAlert refusal={refusal} labels={() => null} signInHref={signInHref} />
      <Button type="submit" variant="primary" isPending={isPending} pendingLabel={common("working")}>
        {t("set")}
      </Button>
    </form>
  );
}
