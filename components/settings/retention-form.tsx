"use client";
// Saving a time asks first, with the number of payments that the time concerns: removed data does not come back.
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useController, useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import { mostRetentionMonths, type RetentionPreview, retentionInput } from "@/lib/domain/payment/retention";
import { CheckLine } from "./choice-fields";
import type { RetentionActions } from "./retention-actions";
import { countIn } from "./typed-count";

type RetentionFormProps = RetentionActions & { months: number | null; signInHref: string };

/** What the person is asked about: the time, and the payments that it concerns now. */
type Asked = { months: number; preview: RetentionPreview };

const usualMonths = 60;

export function RetentionForm({ months, saveRetention, previewRetention, signInHref }: RetentionFormProps) {
  const t = useTranslations("retention");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const preview = useAction(previewRetention);
  const save = useAction(saveRetention);
  const { control, handleSubmit, setError } = useForm({
    defaultValues: { isOn: months !== null, months: String(months ?? usualMonths) },
  });
  const { field: isOn } = useController({ control, name: "isOn" });

  async function submit(typed: { isOn: boolean; months: string }) {
    setSaved(null);
    if (!typed.isOn) return store(null);
    const read = retentionInput.safeParse({ months: countIn(typed.months) });
    if (!read.success || read.data.months === null) {
      setError("months", { message: "months" }, { shouldFocus: true });
      return;
    }
    const shown = await preview.run({ months: read.data.months });
    if (shown.kind === "done") setAsked({ months: read.data.months, preview: shown.value });
  }

  async function store(wanted: number | null) {
    const outcome = await save.run({ months: wanted });
    if (outcome.kind !== "done") return;
    setAsked(null);
    setSaved(wanted === null ? t("savedOff") : t("savedOn", { count: wanted }));
    router.refresh();
  }

  const total = (asked?.preview.count ?? 0).toLocaleString("en");
  const alert = (
    <FormAlert refusal={save.refusal} labels={(code) => t(`error.${code}`)} signInHref={signInHref} />
  );
  return (
    <Card id="retention" title={t("cardTitle")} className="max-w-140">
      <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-4 px-5 pt-2 pb-5">
        <CheckLine label={t("isOn")} inputRef={isOn.ref} isChecked={isOn.value} onChange={isOn.onChange} />
        {isOn.value && (
          <TextField
            control={control}
            name="months"
            label={t("months")}
            hint={t("monthsHint")}
            inputMode="numeric"
            autoComplete="off"
            errorMessages={() => t("monthsInvalid", { max: mostRetentionMonths })}
          />
        )}
        <FormAlert
          refusal={preview.refusal}
          labels={() => t("error.not-permitted")}
          signInHref={signInHref}
        />
        {asked === null && alert}
        <Button
          type="submit"
          isPending={preview.isPending || (save.isPending && asked === null)}
          pendingLabel={common("working")}
          className="self-start"
        >
          {t("save")}
        </Button>
        <p role="status" className="text-sm text-muted empty:hidden">
          {saved}
        </p>
      </form>
      {asked !== null && (
        <ConfirmDialog
          title={t("confirmTitle", { count: asked.months })}
          body={
            asked.preview.count === 0
              ? t("confirmNone")
              : t("confirmBody", {
                  count: asked.preview.atLeast ? common("atLeast", { count: total }) : total,
                  before: seoulTime(asked.preview.before, "day", locale),
                })
          }
          button={t("confirm")}
          cancel={t("close")}
          isPending={save.isPending}
          alert={alert}
          onConfirm={() => store(asked.months)}
          onClose={() => setAsked(null)}
        />
      )}
    </Card>
  );
}
