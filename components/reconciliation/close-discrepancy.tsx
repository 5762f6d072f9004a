"use client";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { RadioList } from "@/components/ui/segmented-control";
import { TextArea } from "@/components/ui/text-area";
import { useAction } from "@/components/ui/use-action";
import { signInPath } from "@/lib/domain/next-path";
import {
  closeDiscrepancyInput,
  type DiscrepancyRefusal,
  noteLength,
  personResolutions,
} from "@/lib/domain/reconciliation/discrepancy";
import type { DiscrepancyActions } from "./discrepancy-actions";

/** No option is preselected, so the form has the empty text as a value that the input schema does not allow. */
const form = z.object({ how: z.string().check(z.minLength(1)), note: closeDiscrepancyInput.shape.note });

type CloseDiscrepancyProps = {
  discrepancyId: string;
  close: DiscrepancyActions["close"];
  onClosed: () => void;
};

export function CloseDiscrepancyForm({ discrepancyId, close, onClosed }: CloseDiscrepancyProps) {
  const t = useTranslations("reconciliation");
  const { run, isPending, refusal } = useAction(close);
  const { control, handleSubmit, formState } = useForm<z.infer<typeof form>>({
    resolver: standardSchemaResolver(form),
    defaultValues: { how: "", note: "" },
  });

  async function submit({ how, note }: z.infer<typeof form>) {
    const chosen = personResolutions.find((known) => known === how);
    if (chosen === undefined) return;
    const outcome = await run({ discrepancyId, how: chosen, note });
    if (outcome.kind === "done") onClosed();
  }

  return (
    <form
      noValidate
      onSubmit={handleSubmit(submit)}
      className="flex flex-col gap-3 rounded-md border border-line p-3.5"
    >
      <RadioList
        control={control}
        name="how"
        legend={t("how")}
        error={formState.errors.how && t("howMissing")}
        choices={personResolutions.map((value) => ({
          value,
          label: t(`end.${value}`),
          hint: t(`endMeans.${value}`),
        }))}
      />
      <TextArea
        control={control}
        name="note"
        label={t("note")}
        hint={t("noteHint")}
        max={noteLength}
        countLabel={(count) => t("noteCount", { count: String(count), max: String(noteLength) })}
        errorMessages={(code) =>
          code === "note-too-long" ? t("noteTooLong", { max: String(noteLength) }) : t("noteMissing")
        }
      />
      <FormAlert
        refusal={refusal}
        labels={(code: DiscrepancyRefusal) => t(`refusal.${code}`)}
        signInHref={signInPath("/reconciliation")}
      />
      <Button type="submit" variant="primary" isPending={isPending} pendingLabel={t("closing")}>
        {t("closeFinding")}
      </Button>
    </form>
  );
}
