"use client";
// The second step of a sign-in: the code of an authenticator app, a recovery code where the app is lost, or a passkey.
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import type { SecondStepWay } from "@/lib/domain/people/passkey";
import {
  type SecondStepError,
  type SecondStepInput,
  secondStepInput,
} from "@/lib/domain/people/second-factor";
import { PasskeySignIn, type PasskeySignInActions } from "./passkey-sign-in";
import { waitMessage } from "./wait-messages";

export type CompleteSignIn = Action<SecondStepInput, null, SecondStepError>;

type SecondStepFormProps = {
  ways: readonly SecondStepWay[];
  completeSignIn: CompleteSignIn;
  passkey: PasskeySignInActions;
  /** Address on this site. */
  next: string;
  /** Called when the password must be typed again. */
  onAgain: () => void;
};

export function SecondStepForm({ ways, passkey, ...code }: SecondStepFormProps) {
  const t = useTranslations("auth");
  if (!ways.includes("code"))
    return (
      <div className="flex flex-col gap-4">
        <div>
          <h1 className="text-xl font-bold tracking-tight">{t("secondStep.title")}</h1>
          <p className="text-sm text-muted">{t("secondStep.passkey")}</p>
        </div>
        <PasskeySignIn passkey={passkey} next={code.next} isOnlyWay />
        <Button variant="quiet" onPress={code.onAgain}>
          {t("secondStep.again")}
        </Button>
      </div>
    );
  return (
    <div className="flex flex-col gap-3">
      <CodeForm {...code} />
      {ways.includes("passkey") && <PasskeySignIn passkey={passkey} next={code.next} />}
    </div>
  );
}

type CodeFormProps = Pick<SecondStepFormProps, "completeSignIn" | "next" | "onAgain">;

function CodeForm({ completeSignIn, next, onAgain }: CodeFormProps) {
  const t = useTranslations("auth");
  const common = useTranslations("common");
  const [by, setBy] = useState<SecondStepInput["by"]>("authenticator");
  const { run, isPending, refusal } = useAction(completeSignIn);
  const { control, handleSubmit, setFocus, setError, reset } = useForm({ defaultValues: { code: "" } });

  async function submit({ code }: { code: string }) {
    const read = secondStepInput.safeParse({ by, code });
    if (!read.success) return setError("code", { message: "code-invalid" }, { shouldFocus: true });
    const outcome = await run(read.data);
    if (outcome.kind === "done") window.location.assign(next);
    else if (outcome.kind === "refused") setFocus("code", { shouldSelect: true });
  }

  const isOver = refusal?.code === "step-over";
  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-4">
      <div>
        <h1 className="text-xl font-bold tracking-tight">{t("secondStep.title")}</h1>
        <p className="text-sm text-muted">{t(`secondStep.${by}.body`)}</p>
      </div>
      <TextField
        control={control}
        name="code"
        mono
        key={by}
        takesFocus
        label={t(`secondStep.${by}.label`)}
        inputMode={by === "authenticator" ? "numeric" : "text"}
        autoComplete={by === "authenticator" ? "one-time-code" : "off"}
        errorMessages={() => t(`secondStep.${by}.invalid`)}
      />
      <FormAlert
        refusal={refusal}
        labels={(code: SecondStepError, detail) =>
          t(`secondStep.error.${code}`, { wait: waitMessage(t, detail) })
        }
      />
      {isOver ? (
        <Button variant="primary" size="lg" onPress={onAgain}>
          {t("secondStep.again")}
        </Button>
      ) : (
        <Button
          type="submit"
          variant="primary"
          size="lg"
          isPending={isPending}
          pendingLabel={common("working")}
        >
          {t("signInButton")}
        </Button>
      )}
      <Button
        variant="quiet"
        onPress={() => {
          setBy(by === "authenticator" ? "recovery-code" : "authenticator");
          reset();
        }}
      >
        {t(`secondStep.${by}.other`)}
      </Button>
    </form>
  );
}
