"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useController, useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FormAlert } from "@/components/ui/form-alert";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import { type ApprovalSettings, approvalSettingsInput } from "@/lib/domain/approval/approval";
import type { ApprovalRuleActions } from "./approval-rule-actions";
import { CheckLine } from "./choice-fields";
import { countIn } from "./typed-count";

type ApprovalSettingsFormProps = Pick<ApprovalRuleActions, "saveSettings"> & {
  settings: ApprovalSettings;
  signInHref: string;
};

export function ApprovalSettingsForm({ settings, saveSettings, signInHref }: ApprovalSettingsFormProps) {
  const t = useTranslations("approvalRules");
  const common = useTranslations("common");
  const router = useRouter();
  const { run, isPending, refusal } = useAction(saveSettings);
  const [isSaved, setSaved] = useState(false);
  const [hasProblem, setProblem] = useState(false);
  const { control, handleSubmit } = useForm({
    defaultValues: { expiryDays: String(settings.expiryDays), emergencyAllowed: settings.emergencyAllowed },
  });
  const { field: emergency } = useController({ control, name: "emergencyAllowed" });

  async function submit(values: { expiryDays: string; emergencyAllowed: boolean }) {
    const parsed = approvalSettingsInput.safeParse({ ...values, expiryDays: countIn(values.expiryDays) });
    setProblem(!parsed.success);
    setSaved(false);
    if (!parsed.success) return;
    const outcome = await run(parsed.data);
    if (outcome.kind !== "done") return;
    setSaved(true);
    router.refresh();
  }

  return (
    <Card id="approval-defaults" title={t("defaults")}>
      <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-4 px-5 pt-2 pb-5">
        <TextField
          control={control}
          name="expiryDays"
          label={t("expiryDays")}
          hint={t("expiryHint")}
          inputMode="numeric"
          autoComplete="off"
          problem={hasProblem ? t("problem.expiry") : null}
        />
        <div>
          <CheckLine
            label={t("emergencyAllowed")}
            inputRef={emergency.ref}
            isChecked={emergency.value}
            onChange={emergency.onChange}
          />
          <p className="text-sm text-muted">{t("emergencyHint")}</p>
        </div>
        <FormAlert refusal={refusal} labels={() => t("notSaved")} signInHref={signInHref} />
        <Button type="submit" isPending={isPending} pendingLabel={common("working")}>
          {t("saveButton")}
        </Button>
        <p role="status" className="text-sm text-muted empty:hidden">
          {isSaved ? t("defaultsSaved") : ""}
        </p>
      </form>
    </Card>
  );
}
