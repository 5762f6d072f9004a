"use client";
// Labels of a reason in both languages. PortOne receives the Korean label.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import {
  type ListedReason,
  labelErrors,
  reasonLabelLength,
  type SaveReasonInput,
  saveReasonInput,
} from "@/lib/domain/refund/refund-reason";
import type { ReasonActions } from "./reason-actions";

type ReasonFormProps = Pick<ReasonActions, "saveReason"> & {
  /** The reason whose labels are edited; null for a new reason. */
  edited: ListedReason | null;
  onDone: () => void;
  signInHref: string;
};

export function ReasonForm({ edited, saveReason, onDone, signInHref }: ReasonFormProps) {
  const t = useTranslations("reasonSettings");
  const common = useTranslations("common");
  const router = useRouter();
  const { run, isPending, refusal } = useAction(saveReason);
  const { control, handleSubmit, reset } = useForm<SaveReasonInput>({
    resolver: standardSchemaResolver(saveReasonInput),
    defaultValues: edited === null ? { ko: "", en: "" } : { code: edited.code, ko: edited.ko, en: edited.en },
  });
  const labels = (code: string) => {
    const known = labelErrors.find((error) => error === code);
    return known
      ? t(`error.${known}`, { max: String(reasonLabelLength.max) })
      : common("entryError.invalid-input");
  };

  async function submit(input: SaveReasonInput) {
    if ((await run(input)).kind !== "done") return;
    reset();
    onDone();
    router.refresh();
  }

  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-4">
      <TextField
        control={control}
        name="ko"
        label={t("ko")}
        hint={t("koHint")}
        errorMessages={labels}
        autoComplete="off"
      />
      <TextField control={control} name="en" label={t("en")} errorMessages={labels} autoComplete="off" />
      <FormAlert refusal={refusal} labels={(code) => t(`error.${code}`)} signInHref={signInHref} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" isPending={isPending} pendingLabel={common("working")}>
          {t(edited === null ? "addButton" : "saveButton")}
        </Button>
        {edited !== null && <Button onPress={onDone}>{t("cancel")}</Button>}
      </div>
    </form>
  );
}
