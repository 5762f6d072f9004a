"use client";
// After sign-in, the browser loads the next page from scratch, without any earlier state.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { EmailField, PasswordField } from "@/components/ui/person-fields";
import { useAction } from "@/components/ui/use-action";
import { type SignInError, type SignInInput, signInInput } from "@/lib/domain/people/person";
import { waitMessage } from "./wait-messages";

export type SignIn = Action<SignInInput, null, SignInError>;

/** `next` is an address on this site. */
export function SignInForm({ signIn, next }: { signIn: SignIn; next: string }) {
  const t = useTranslations("auth");
  const common = useTranslations("common");
  const { run, isPending, refusal } = useAction(signIn);
  const { control, handleSubmit, setFocus } = useForm<SignInInput>({
    resolver: standardSchemaResolver(signInInput),
    defaultValues: { email: "", password: "" },
  });

  async function submit(input: SignInInput) {
    const outcome = await run(input);
    if (outcome.kind === "done") window.location.assign(next);
    else if (outcome.kind === "refused") setFocus("password", { shouldSelect: true });
  }

  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-4">
      <div>
        <h1 className="text-xl font-bold tracking-tight">{t("signIn")}</h1>
        <p className="text-sm text-muted">{t("signInHelp")}</p>
      </div>
      <EmailField control={control} name="email" isOwn />
      <PasswordField control={control} name="password" kind="current" />
      <FormAlert
        refusal={refusal}
        labels={(code: SignInError, detail) => t(`error.${code}`, { wait: waitMessage(t, detail) })}
      />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        isPending={isPending}
        pendingLabel={common("working")}
      >
        {t("signInButton")}
      </Button>
    </form>
  );
}
