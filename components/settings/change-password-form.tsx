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

type ChangePasswordFormProps = { changePassword: ChangePassword; isTemporary: boolean; signInHref: string };

export function ChangePasswordForm({ changePassword, isTemporary, signInHref }: ChangePasswordFormProps) {
  const t = useTranslations("account");
  const common = useTranslations("common");
  const [changed, setChanged] = useState(false);
  const { run, isPending, refusal } = useAction(changePassword);
  const { control, handleSubmit, reset, setFocus } = useForm<ChangePasswordInput>({
    resolver: standardSchemaResolver(changePasswordInput),
    defaultValues: { current: "", password: "" },
  });

  async function submit(input: ChangePasswordInput) {
    setChanged(false);
    const outcome = await run(input);
    if (outcome.kind === "done") {
      reset();
      setChanged(true);
    } else if (outcome.kind === "refused") setFocus("current", { shouldSelect: true });
  }

  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="flex max-w-96 flex-col gap-4">
      {isTemporary && !changed && <Callout kind="warn" title={t("mustChange")} />}
      <PasswordField control={control} name="current" kind="current" label={t("current")} />
      <PasswordField control={control} name="password" kind="new" label={t("next")} />
      <FormAlert
        refusal={refusal}
        labels={(code: PersonError) => common(`personError.${code}`)}
        signInHref={signInHref}
      />
      <div role="status" className="empty:hidden">
        {changed && (
          <Callout kind="success" title={t("changed")}>
            {isTemporary && (
              <a href="/payments" className="font-semibold text-accent underline">
                {t("goToPayments")}
              </a>
            )}
          </Callout>
        )}
      </div>
      <Button type="submit" variant="primary" isPending={isPending} pendingLabel={common("working")}>
        {t("button")}
      </Button>
    </form>
  );
}
