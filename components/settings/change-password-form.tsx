"use client";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { FormAlert } from "@/components/ui/form-alert";
import { PasswordField } from "@/components/ui/person-fields";
import { useAction } from "@/components/ui/use-action";
import { type ChangePasswordInput, changePasswordInput, type PersonError } from "@/lib/domain/people/person";

export type ChangePassword = Action<ChangePasswordInput, null, PersonError>;

type ChangePasswordFormProps = {
  changePassword: ChangePassword;
  /** Address on this site where a person with a temporary password wanted to go; null for any other password. */
  next: string | null;
  signInHref: string;
};

export function ChangePasswordForm({ changePassword, next, signInHref }: ChangePasswordFormProps) {
  const t = useTranslations("account");
  const common = useTranslations("common");
  const [changed, setChanged] = useState(false);
  const { run, isPending, refusal } = useAction(changePassword);
  const { control, handleSubmit, reset, setFocus } = useForm<ChangePasswordInput>({
    resolver: standardSchemaResolver(changePasswordInput),
    defaultValues: { current: "", password: "" },
  });
  const isLeaving = changed && next !== null;

  async function submit(input: ChangePasswordInput) {
    if (isLeaving) return;
    setChanged(false);
    const outcome = await run(input);
    if (outcome.kind === "done") {
      setChanged(true);
      if (next === null) reset();
      else window.location.assign(next);
    } else if (outcome.kind === "refused") setFocus("current", { shouldSelect: true });
  }

  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="flex max-w-96 flex-col gap-4">
      <PasswordField
        control={control}
        name="current"
        kind="current"
        label={t(next === null ? "current" : "temporary")}
      />
      <PasswordField control={control} name="password" kind="new" label={t("next")} />
      <FormAlert
        refusal={refusal}
        labels={(code: PersonError) => common(`personError.${code}`)}
        signInHref={signInHref}
      />
      <div role="status" className="empty:hidden">
        {changed && <Callout kind="success" title={t("changed")} />}
      </div>
      <Button
        type="submit"
        variant="primary"
        size={next === null ? "md" : "lg"}
        isPending={isPending || isLeaving}
        pendingLabel={common("working")}
      >
        {t(next === null ? "button" : "setButton")}
      </Button>
    </form>
  );
}
