"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FormAlert } from "@/components/ui/form-alert";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import { type SignInSettings, signInSettingsInput } from "@/lib/domain/people/sign-in-settings";
import { countIn } from "./typed-count";

export type SaveSignInSettings = Action<SignInSettings, null, "not-permitted">;

type SignInSettingsCardProps = {
  settings: SignInSettings;
  saveSettings: SaveSignInSettings;
  signInHref: string;
};

type Typed = Record<keyof SignInSettings, string>;

export function SignInSettingsCard({ settings, saveSettings, signInHref }: SignInSettingsCardProps) {
  const t = useTranslations("people");
  const common = useTranslations("common");
  const router = useRouter();
  const [isSaved, setSaved] = useState(false);
  const { run, isPending, refusal } = useAction(saveSettings);
  const { control, handleSubmit, setError } = useForm<Typed>({
    defaultValues: {
      graceDays: String(settings.graceDays),
      sessionHours: String(settings.sessionHours),
      idleMinutes: String(settings.idleMinutes),
    },
  });

  async function submit(typed: Typed) {
    setSaved(false);
    const read = signInSettingsInput.safeParse({
      graceDays: countIn(typed.graceDays),
      sessionHours: countIn(typed.sessionHours),
      idleMinutes: countIn(typed.idleMinutes),
    });
    if (!read.success) {
      for (const { path, message } of read.error.issues)
        setError(path[0] as keyof Typed, { message }, { shouldFocus: true });
      return;
    }
    if ((await run(read.data)).kind !== "done") return;
    setSaved(true);
    router.refresh();
  }

  return (
    <Card id="sign-in-settings" title={t("signIn.title")}>
      <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-4 px-5 pt-2 pb-5">
        <TextField
          control={control}
          name="graceDays"
          label={t("signIn.grace")}
          hint={t("signIn.graceHint")}
          inputMode="numeric"
          autoComplete="off"
          errorMessages={() => t("signIn.graceInvalid")}
        />
        <TextField
          control={control}
          name="sessionHours"
          label={t("signIn.session")}
          hint={t("signIn.sessionHint")}
          inputMode="numeric"
          autoComplete="off"
          errorMessages={() => t("signIn.sessionInvalid")}
        />
        <TextField
          control={control}
          name="idleMinutes"
          label={t("signIn.idle")}
          hint={t("signIn.idleHint")}
          inputMode="numeric"
          autoComplete="off"
          errorMessages={() => t("signIn.idleInvalid")}
        />
        <FormAlert refusal={refusal} labels={() => t("signIn.notPermitted")} signInHref={signInHref} />
        <Button type="submit" isPending={isPending} pendingLabel={common("working")}>
          {t("signIn.save")}
        </Button>
        <p role="status" className="text-sm text-muted empty:hidden">
          {isSaved ? t("signIn.saved") : ""}
        </p>
      </form>
    </Card>
  );
}
