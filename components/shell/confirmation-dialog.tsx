"use client";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { useForm } from "react-hook-form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { linkButtonStyle } from "@/components/ui/button-style";
import { Dialog } from "@/components/ui/dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import { confirmByProviderPath } from "@/lib/domain/next-path";
import {
  type ConfirmationError,
  type ConfirmationInput,
  confirmationInput,
} from "@/lib/domain/people/confirmation";

export type ConfirmationDialogProps = {
  confirm: Action<ConfirmationInput, null, ConfirmationError>;
  /** How this person proves it. */
  by: ConfirmationInput["by"];
  onAnswer: (isConfirmed: boolean) => void;
  signInHref: string;
};

export function ConfirmationDialog({ by, ...props }: ConfirmationDialogProps) {
  return by === "provider" ? <AtProvider {...props} /> : <ByProof by={by} {...props} />;
}

type WayProps = Omit<ConfirmationDialogProps, "by">;

/** The person signs in again in another tab, so that nothing on this page is lost, and comes back. */
function AtProvider({ confirm, onAnswer, signInHref }: WayProps) {
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
    <Dialog isOpen mayClose={!isPending} onClose={() => onAnswer(false)} title={t("title")}>
      <div className="mt-1 flex flex-col gap-4">
        <p className="text-sm text-muted">{t("provider.body")}</p>
        <FormAlert
          refusal={refusal}
          labels={(code: ConfirmationError) => t(`error.${code}`)}
          signInHref={signInHref}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={() => onAnswer(false)} isDisabled={isPending}>
            {t("cancel")}
          </Button>
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
        </div>
      </div>
    </Dialog>
  );
}

function ByProof({ by, confirm, onAnswer, signInHref }: WayProps & { by: "password" | "authenticator" }) {
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
        <p className="text-sm text-muted">{t(`${by}.body`)}</p>
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
        <FormAlert
          refusal={refusal}
          labels={(code: ConfirmationError) => t(`error.${code}`)}
          signInHref={signInHref}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={() => onAnswer(false)} isDisabled={isPending}>
            {t("cancel")}
          </Button>
          <Button type="submit" variant="primary" isPending={isPending} pendingLabel={common("working")}>
            {t("confirm")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
