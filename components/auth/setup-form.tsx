"use client";
// Creates the first administrator. The code proves that the person can read the output of the server.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { linkButtonStyle } from "@/components/ui/button-style";
import { useFieldMessages } from "@/components/ui/field-messages";
import { FormAlert } from "@/components/ui/form-alert";
import { EmailField, NameField, PasswordField } from "@/components/ui/person-fields";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import { type SetUpError, type SetUpInput, setUpInput } from "@/lib/domain/people/person";
import { waitMessage } from "./wait-messages";

type SetUp = Action<SetUpInput, null, SetUpError>;

type SetupFormProps = {
  /** The first administrator exists. */
  isSetUp: boolean;
  setUp: SetUp;
  /** Address on this site. */
  next: string;
  signInHref: string;
};

export function SetupForm({ isSetUp, ...props }: SetupFormProps) {
  const t = useTranslations("auth");
  // The response to a set-up renders the page again before the browser has left it.
  const [wasSetUp] = useState(isSetUp);
  if (!wasSetUp) return <NewDeskForm {...props} />;
  return (
    <div className="flex flex-col items-start gap-4">
      <div>
        <h1 className="text-xl font-bold tracking-tight">{t("setupDone")}</h1>
        <p className="text-sm text-muted">{t("error.already-set-up")}</p>
      </div>
      <a href={props.signInHref} className={linkButtonStyle("primary")}>
        {t("goSignIn")}
      </a>
    </div>
  );
}

function NewDeskForm({ setUp, next, signInHref }: Omit<SetupFormProps, "isSetUp">) {
  const t = useTranslations("auth");
  const common = useTranslations("common");
  const labels = useFieldMessages();
  const { run, isPending, refusal } = useAction(setUp);
  const { control, handleSubmit, setFocus } = useForm<SetUpInput>({
    resolver: standardSchemaResolver(setUpInput),
    defaultValues: { code: "", name: "", email: "", password: "" },
  });

  async function submit(input: SetUpInput) {
    const outcome = await run(input);
    if (outcome.kind === "done") window.location.assign(next);
    else if (outcome.kind === "refused") setFocus("code", { shouldSelect: true });
  }

  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-4">
      <div>
        <h1 className="text-xl font-bold tracking-tight">{t("setup")}</h1>
        <p className="text-sm text-muted">{t("setupBody")}</p>
      </div>
      <TextField
        control={control}
        name="code"
        mono
        autoComplete="off"
        label={t("code")}
        hint={
          <>
            {t("codeHint")} {t("codeWhy")}
          </>
        }
        errorMessages={labels}
      />
      <NameField control={control} name="name" isOwn />
      <EmailField control={control} name="email" isOwn />
      <PasswordField control={control} name="password" kind="new" />
      <FormAlert
        refusal={refusal}
        labels={(code: SetUpError, detail) => (
          <>
            {t(`error.${code}`, { wait: waitMessage(t, detail) })}{" "}
            {code === "already-set-up" && (
              <a href={signInHref} className="text-accent underline">
                {t("goSignIn")}
              </a>
            )}
          </>
        )}
      />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        isPending={isPending}
        pendingLabel={common("working")}
      >
        {t("setupButton")}
      </Button>
    </form>
  );
}
