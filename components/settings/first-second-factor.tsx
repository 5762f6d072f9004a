"use client";
// Leads to the page that the person wanted once a second factor is set up, which the browser loads from scratch.
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import type { SecondFactorError, StartSecondFactorInput } from "@/lib/domain/people/second-factor";
import { AddPasskeyForm } from "./add-passkey-form";
import type { PasskeyActions } from "./passkey-actions";
import { PasswordStep } from "./password-step";
import type { SecondFactorActions } from "./second-factor-actions";
import { SetUpSecondFactor } from "./set-up-second-factor";

type FirstPasskey = Pick<PasskeyActions, "begin" | "add"> & {
  confirm: Action<StartSecondFactorInput, null, SecondFactorError>;
  /** Of the device and its browser. */
  suggestedName: string;
};

export type FirstSecondFactorProps = Pick<SecondFactorActions, "start" | "confirm"> & {
  /** Null: browsers have no passkeys at the address of the desk. */
  passkey: FirstPasskey | null;
  /** Address on this site where the person wanted to go. */
  next: string;
  signInHref: string;
};

export function FirstSecondFactor({ next, passkey, ...setUp }: FirstSecondFactorProps) {
  const t = useTranslations("passkeys");
  const [way, setWay] = useState<"authenticator" | "passkey">("authenticator");
  const goOn = () => window.location.assign(next);
  if (passkey === null) return <SetUpSecondFactor {...setUp} onDone={goOn} />;
  return (
    <div className="flex flex-col gap-3">
      {way === "authenticator" ? (
        <SetUpSecondFactor {...setUp} onDone={goOn} />
      ) : (
        <SetUpPasskey {...passkey} signInHref={setUp.signInHref} onDone={goOn} />
      )}
      <Button variant="quiet" onPress={() => setWay(way === "authenticator" ? "passkey" : "authenticator")}>
        {t(way === "authenticator" ? "instead" : "authenticatorInstead")}
      </Button>
    </div>
  );
}

function SetUpPasskey({ confirm, ...add }: FirstPasskey & { onDone: () => void; signInHref: string }) {
  const t = useTranslations("secondFactor");
  const [isConfirmed, setConfirmed] = useState(false);
  const { begin, add: end } = add;
  /** After five minutes the password is asked for again. */
  function orAskAgain<Answer extends { ok: boolean; error?: { code: string } }>(answer: Answer): Answer {
    if (answer.error?.code === "confirm-first") setConfirmed(false);
    return answer;
  }
  if (isConfirmed)
    return (
      <AddPasskeyForm
        {...add}
        begin={async (input) => orAskAgain(await begin(input))}
        add={async (input) => orAskAgain(await end(input))}
      />
    );
  return (
    <PasswordStep
      run={confirm}
      body={t("passwordBody")}
      button={t("continue")}
      onDone={() => setConfirmed(true)}
      signInHref={add.signInHref}
    />
  );
}
