"use client";
// Sets up an authenticator app in three steps: the password, the first code of the app, and the recovery codes, which are shown
// once.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { FormAlert } from "@/components/ui/form-alert";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import {
  confirmSecondFactorInput,
  type NewSecondFactor,
  type SecondFactorError,
} from "@/lib/domain/people/second-factor";
import { PasswordStep } from "./password-step";
import { RecoveryCodes } from "./recovery-codes";
import type { SecondFactorActions } from "./second-factor-actions";

type SetUpSecondFactorProps = Pick<SecondFactorActions, "start" | "confirm"> & {
  /** Called when the person has seen the recovery codes. */
  onDone: () => void;
  signInHref: string;
};

type Step = { kind: "password" } | { kind: "code" | "codes"; made: NewSecondFactor };

export function SetUpSecondFactor({ start, confirm, onDone, signInHref }: SetUpSecondFactorProps) {
  const t = useTranslations("secondFactor");
  const [step, setStep] = useState<Step>({ kind: "password" });
  if (step.kind === "password")
    return (
      <PasswordStep
        run={start}
        body={t("passwordBody")}
        button={t("continue")}
        onDone={(made) => setStep({ kind: "code", made })}
        signInHref={signInHref}
      />
    );
  if (step.kind === "code")
    return (
      <FirstCode
        made={step.made}
        confirm={confirm}
        onDone={() => setStep({ kind: "codes", made: step.made })}
        signInHref={signInHref}
      />
    );
  return <RecoveryCodes codes={step.made.recoveryCodes} onDone={onDone} />;
}

type FirstCodeProps = Pick<SecondFactorActions, "confirm"> & {
  made: NewSecondFactor;
  onDone: () => void;
  signInHref: string;
};

function FirstCode({ made, confirm, onDone, signInHref }: FirstCodeProps) {
  const t = useTranslations("secondFactor");
  const common = useTranslations("common");
  const { run, isPending, refusal } = useAction(confirm);
  const { control, handleSubmit, setFocus } = useForm({
    resolver: standardSchemaResolver(confirmSecondFactorInput),
    defaultValues: { code: "" },
  });

  async function submit(input: { code: string }) {
    const outcome = await run(input);
    if (outcome.kind === "done") onDone();
    else if (outcome.kind === "refused") setFocus("code", { shouldSelect: true });
  }

  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-4">
      <ol className="list-decimal pl-5 text-sm text-muted">
        <li>{t("scan")}</li>
        <li>{t("typeCode")}</li>
      </ol>
      {/* biome-ignore lint/performance/noImgElement: the picture is made for one person and is in the page already. */}
      <img
        src={`data:image/svg+xml,${encodeURIComponent(made.qr)}`}
        alt={t("qrOf")}
        className="size-44 self-center rounded-md bg-[#fff] p-2"
      />
      <div className="text-sm">
        <p className="text-muted">{t("cannotScan")}</p>
        <div className="flex items-center gap-2">
          <span className="min-w-0 font-mono wrap-anywhere">{made.secret.replace(/.{4}(?=.)/g, "$& ")}</span>
          <CopyButton text={made.secret} label={t("copySecret")} />
        </div>
      </div>
      <TextField
        control={control}
        name="code"
        mono
        takesFocus
        label={t("code")}
        inputMode="numeric"
        autoComplete="one-time-code"
        errorMessages={() => t("codeInvalid")}
      />
      <FormAlert
        refusal={refusal}
        labels={(code: SecondFactorError) => t(`error.${code}`)}
        signInHref={signInHref}
      />
      <Button type="submit" variant="primary" isPending={isPending} pendingLabel={common("working")}>
        {t("confirm")}
      </Button>
    </form>
  );
}
