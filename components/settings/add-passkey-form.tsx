"use client";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { TextField } from "@/components/ui/text-field";
import { isPasskeyFailure, makePasskey, type PasskeyFailure, usePasskey } from "@/components/ui/use-passkey";
import { type PasskeyError, passkeyNameInput } from "@/lib/domain/people/passkey";
import type { PasskeyActions } from "./passkey-actions";

type AddPasskeyFormProps = Pick<PasskeyActions, "begin" | "add"> & {
  /** Of the device and its browser. */
  suggestedName: string;
  onDone: () => void;
  signInHref: string;
};

export function AddPasskeyForm({ begin, add, suggestedName, onDone, signInHref }: AddPasskeyFormProps) {
  const t = useTranslations("passkeys");
  const common = useTranslations("common");
  const failureOf = useTranslations("passkeyFailure");
  const { run, isPending, refusal } = usePasskey({ begin, ask: makePasskey, end: add });
  const { control, handleSubmit } = useForm({
    resolver: standardSchemaResolver(passkeyNameInput),
    defaultValues: { name: suggestedName },
  });

  async function submit({ name }: { name: string }) {
    if (await run((made) => ({ name, made }))) onDone();
  }

  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-4">
      <p className="text-sm text-muted">{t("addBody")}</p>
      <TextField
        control={control}
        name="name"
        label={t("name")}
        hint={t("nameHint")}
        takesFocus
        autoComplete="off"
        errorMessages={(code) => t(code === "passkey-name-too-long" ? "nameTooLong" : "nameMissing")}
      />
      <FormAlert
        refusal={refusal}
        labels={(code: PasskeyError | PasskeyFailure) =>
          isPasskeyFailure(code) ? failureOf(code) : t(`error.${code}`)
        }
        signInHref={signInHref}
      />
      <Button type="submit" variant="primary" isPending={isPending} pendingLabel={common("working")}>
        {t("addButton")}
      </Button>
    </form>
  );
}
