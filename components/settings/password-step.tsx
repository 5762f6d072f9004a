"use client";
// Asks for the password before something that a thief of an open browser must not do.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { PasswordField } from "@/components/ui/person-fields";
import { useAction } from "@/components/ui/use-action";
import {
  type SecondFactorError,
  type StartSecondFactorInput,
  startSecondFactorInput,
} from "@/lib/domain/people/second-factor";

type PasswordStepProps<Value> = {
  run: Action<StartSecondFactorInput, Value, SecondFactorError>;
  /** What will happen. */
  body: string;
  button: string;
  isDanger?: boolean;
  onDone: (value: Value) => void;
  signInHref: string;
};

export function PasswordStep<Value>(props: PasswordStepProps<Value>) {
  const { body, button, isDanger = false, onDone, signInHref } = props;
  const t = useTranslations("secondFactor");
  const common = useTranslations("common");
  const { run, isPending, refusal } = useAction(props.run);
  const { control, handleSubmit, setFocus } = useForm<StartSecondFactorInput>({
    resolver: standardSchemaResolver(startSecondFactorInput),
    defaultValues: { password: "" },
  });

  async function submit(input: StartSecondFactorInput) {
    const outcome = await run(input);
    if (outcome.kind === "done") onDone(outcome.value);
    else if (outcome.kind === "refused") setFocus("password", { shouldSelect: true });
  }

  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-4">
      <p className="text-sm text-muted">{body}</p>
      <PasswordField control={control} name="password" kind="current" label={t("password")} takesFocus />
      <FormAlert
        refusal={refusal}
        labels={(code: SecondFactorError) => t(`error.${code}`)}
        signInHref={signInHref}
      />
      <Button
        type="submit"
        variant={isDanger ? "danger" : "primary"}
        isPending={isPending}
        pendingLabel={common("working")}
      >
        {button}
      </Button>
    </form>
  );
}
