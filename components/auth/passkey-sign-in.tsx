"use client";
import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { useTranslations } from "next-intl";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import {
  askForPasskey,
  isPasskeyFailure,
  type PasskeyFailure,
  usePasskey,
} from "@/components/ui/use-passkey";
import type { PasskeySignInError, SignInByPasskeyInput } from "@/lib/domain/people/passkey";

export type PasskeySignInActions = {
  begin: Action<Record<string, never>, PublicKeyCredentialRequestOptionsJSON>;
  end: Action<SignInByPasskeyInput, null, PasskeySignInError>;
};

type PasskeySignInProps = {
  passkey: PasskeySignInActions;
  /** Address on this site. */
  next: string;
  /** After the password, without another second step. */
  isOnlyWay?: boolean;
};

export function PasskeySignIn({ passkey, next, isOnlyWay = false }: PasskeySignInProps) {
  const t = useTranslations("auth");
  const common = useTranslations("common");
  const failureOf = useTranslations("passkeyFailure");
  const { run, isPending, refusal } = usePasskey({ ...passkey, ask: askForPasskey });

  async function signIn() {
    if (await run((proof) => ({ proof }))) window.location.assign(next);
  }

  return (
    <div className="flex flex-col gap-4">
      <FormAlert
        refusal={refusal}
        labels={(code: PasskeySignInError | PasskeyFailure) =>
          isPasskeyFailure(code)
            ? failureOf(code)
            : t(`passkey.error.${isOnlyWay && code === "passkey-wrong" ? "passkey-gone" : code}`)
        }
      />
      <Button
        variant={isOnlyWay ? "primary" : "secondary"}
        takesFocus={isOnlyWay}
        size="lg"
        isPending={isPending}
        pendingLabel={common("working")}
        onPress={() => void signIn()}
      >
        {t("passkey.button")}
      </Button>
    </div>
  );
}
