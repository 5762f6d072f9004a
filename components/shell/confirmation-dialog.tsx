"use client";
import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { useForm } from "react-hook-form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { linkButtonStyle } from "@/components/ui/button-style";
import { Dialog } from "@/components/ui/dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { TextField } from "@/components/ui/text-field";
import { type Refusal, useAction } from "@/components/ui/use-action";
import {
  askForPasskey,
  isPasskeyFailure,
  type PasskeyFailure,
  usePasskey,
} from "@/components/ui/use-passkey";
import { confirmByProviderPath } from "@/lib/domain/next-path";
import {
  type ConfirmationError,
  type ConfirmationInput,
  type ConfirmationWay,
  confirmationInput,
} from "@/lib/domain/people/confirmation";

export type ConfirmationDialogProps = {
  confirm: Action<ConfirmationInput, null, ConfirmationError>;
  beginPasskey: Action<Record<string, never>, PublicKeyCredentialRequestOptionsJSON, "not-set-up">;
  /** How this person may prove it, the likeliest way first. */
  ways: readonly ConfirmationWay[];
  onAnswer: (isConfirmed: boolean) => void;
  signInHref: string;
};

export function ConfirmationDialog({ ways, beginPasskey, ...props }: ConfirmationDialogProps) {
  const t = useTranslations("confirmation");
  const [by, setBy] = useState(ways[0] ?? "password");
  const other = ways.find((way) => way !== by);
  const way: WayProps = {
    ...props,
    otherWay: (isPending) =>
      other !== undefined && (
        <Button variant="quiet" isDisabled={isPending} onPress={() => setBy(other)}>
          {t(other === "passkey" ? "byPasskey" : "byCode")}
        </Button>
      ),
  };
  if (by === "first-passkey") return <FirstPasskey onAnswer={props.onAnswer} />;
  if (by === "provider") return <AtProvider {...way} />;
  if (by === "passkey") return <ByPasskey begin={beginPasskey} {...way} />;
  return <ByProof by={by} {...way} />;
}

type WayProps = Omit<ConfirmationDialogProps, "ways" | "beginPasskey"> & {
  /** Returns the button that leads to another way. */
  otherWay: (isPending: boolean) => ReactNode;
};

type QuestionProps = Pick<WayProps, "onAnswer" | "signInHref"> & {
  body: string;
  field?: ReactNode;
  refusal: Refusal<ConfirmationError | PasskeyFailure> | null;
  isPending: boolean;
  otherWay?: ReactNode;
  /** The button that proves it. */
  children: ReactNode;
};

function Question(props: QuestionProps) {
  const { body, field, refusal, isPending, onAnswer, otherWay, signInHref, children } = props;
  const t = useTranslations("confirmation");
  const failureOf = useTranslations("passkeyFailure");
  return (
    <>
      <p className="text-sm text-muted">{body}</p>
      {field}
      <FormAlert
        refusal={refusal}
        labels={(code: ConfirmationError | PasskeyFailure) =>
          isPasskeyFailure(code) ? failureOf(code) : t(`error.${code}`)
        }
        signInHref={signInHref}
      />
      <div className="flex flex-wrap justify-end gap-2">
        {otherWay}
        <Button onPress={() => onAnswer(false)} isDisabled={isPending}>
          {t("cancel")}
        </Button>
        {children}
      </div>
    </>
  );
}

function QuestionDialog(props: QuestionProps) {
  const t = useTranslations("confirmation");
  return (
    <Dialog isOpen mayClose={!props.isPending} onClose={() => props.onAnswer(false)} title={t("title")}>
      <div className="mt-1 flex flex-col gap-4">
        <Question {...props} />
      </div>
    </Dialog>
  );
}

function FirstPasskey({ onAnswer }: Pick<WayProps, "onAnswer">) {
  const t = useTranslations("confirmation");
  return (
    <Dialog isOpen mayClose onClose={() => onAnswer(false)} title={t("title")}>
      <p className="mt-1 text-sm text-muted">{t("firstPasskey")}</p>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button takesFocus onPress={() => onAnswer(false)}>
          {t("cancel")}
        </Button>
      </div>
    </Dialog>
  );
}

function ByPasskey({
  begin,
  confirm,
  onAnswer,
  otherWay,
  signInHref,
}: WayProps & { begin: ConfirmationDialogProps["beginPasskey"] }) {
  const t = useTranslations("confirmation");
  const common = useTranslations("common");
  const { run, isPending, refusal } = usePasskey({ begin, ask: askForPasskey, end: confirm });

  async function prove() {
    if (await run((proof) => ({ by: "passkey", proof }))) onAnswer(true);
  }

  return (
    <QuestionDialog
      {...{ refusal, isPending, onAnswer, signInHref }}
      body={t("passkey.body")}
      otherWay={otherWay(isPending)}
    >
      <Button
        variant="primary"
        takesFocus
        isPending={isPending}
        pendingLabel={common("working")}
        onPress={() => void prove()}
      >
        {t("passkey.button")}
      </Button>
    </QuestionDialog>
  );
}

/** The person signs in again in another tab, so that nothing on this page is lost, and comes back. */
function AtProvider({ confirm, onAnswer, signInHref }: Omit<WayProps, "otherWay">) {
  const t = useTranslations("confirmation");
  const common = useTranslations("common");
  const { run, isPending, refusal } = useAction(confirm);
  const [isOpened, setOpened] = useState(false);

  async function goOn() {
    const outcome = await run({ by: "provider" });
    if (outcome.kind === "done") onAnswer(true);
  }

  const onReturn = useEffectEvent(() => goOn());
  useEffect(() => {
    if (!isOpened) return;
    const back = () => void onReturn();
    window.addEventListener("focus", back);
    return () => window.removeEventListener("focus", back);
  }, [isOpened]);

  return (
    <QuestionDialog {...{ refusal, isPending, onAnswer, signInHref }} body={t("provider.body")}>
      <a
        href={confirmByProviderPath}
        target="_blank"
        rel="noopener"
        onClick={() => setOpened(true)}
        className={linkButtonStyle(isOpened ? "secondary" : "primary")}
      >
        {t("provider.open")}
      </a>
      {isOpened && (
        <Button variant="primary" isPending={isPending} pendingLabel={common("working")} onPress={goOn}>
          {t("provider.continue")}
        </Button>
      )}
    </QuestionDialog>
  );
}

function ByProof({
  by,
  confirm,
  onAnswer,
  otherWay,
  signInHref,
}: WayProps & { by: "password" | "authenticator" }) {
  const t = useTranslations("confirmation");
  const common = useTranslations("common");
  const { run, isPending, refusal } = useAction(confirm);
  const { control, handleSubmit, setFocus, setError } = useForm({ defaultValues: { proof: "" } });

  async function submit({ proof }: { proof: string }) {
    const read = confirmationInput.safeParse(
      by === "password" ? { by, password: proof } : { by, code: proof },
    );
    if (!read.success) return setError("proof", { message: "invalid" }, { shouldFocus: true });
    const outcome = await run(read.data);
    if (outcome.kind === "done") onAnswer(true);
    else if (outcome.kind === "refused") setFocus("proof", { shouldSelect: true });
  }

  const isPassword = by === "password";
  return (
    <Dialog isOpen mayClose={!isPending} onClose={() => onAnswer(false)} title={t("title")}>
      <form
        noValidate
        onSubmit={(event) => {
          // A form around the button that led here must not be sent.
          event.stopPropagation();
          void handleSubmit(submit)(event);
        }}
        className="mt-1 flex flex-col gap-4"
      >
        <Question
          {...{ refusal, isPending, onAnswer, signInHref }}
          body={t(`${by}.body`)}
          otherWay={otherWay(isPending)}
          field={
            <TextField
              takesFocus
              control={control}
              name="proof"
              label={t(`${by}.label`)}
              mono={!isPassword}
              type={isPassword ? "password" : "text"}
              inputMode={isPassword ? "text" : "numeric"}
              autoComplete={isPassword ? "current-password" : "one-time-code"}
              errorMessages={() => t(`${by}.invalid`)}
              {...(isPassword && {
                reveal: { show: common("showPassword"), hide: common("hidePassword") },
              })}
            />
          }
        >
          <Button type="submit" variant="primary" isPending={isPending} pendingLabel={common("working")}>
            {t("confirm")}
          </Button>
        </Question>
      </form>
    </Dialog>
  );
}
