"use client";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/browser";
import { useEffect, useRef, useState } from "react";
import { err, ok } from "@/lib/domain/result";
import type { Action } from "./action";
import { type Outcome, type Refusal, useAction } from "./use-action";

/** `cancelled`: by the person, or nothing was done for a minute. `known`: the device has one of this person already. */
const passkeyFailures = ["cancelled", "known", "unsupported", "failed"] as const;
export type PasskeyFailure = (typeof passkeyFailures)[number];

export function isPasskeyFailure(code: string): code is PasskeyFailure {
  return passkeyFailures.some((known) => known === code);
}

/** Asks the person to use a passkey. Rejects with an error whose name is that of the browser, as "NotAllowedError". */
export async function askForPasskey(
  options: PublicKeyCredentialRequestOptionsJSON,
): Promise<AuthenticationResponseJSON> {
  const { startAuthentication } = await import("@simplewebauthn/browser");
  return startAuthentication({ optionsJSON: options });
}

/** Asks the person to make a passkey. Rejects as `askForPasskey` does. */
export async function makePasskey(
  options: PublicKeyCredentialCreationOptionsJSON,
): Promise<RegistrationResponseJSON> {
  const { startRegistration } = await import("@simplewebauthn/browser");
  return startRegistration({ optionsJSON: options });
}

async function cancelPasskey(): Promise<void> {
  const { WebAuthnAbortService } = await import("@simplewebauthn/browser");
  WebAuthnAbortService.cancelCeremony();
}

function refusalIn<Code extends string>(outcome: Outcome<unknown, Code>): Refusal<Code> | null {
  return outcome.kind === "refused" ? outcome.refusal : null;
}

type PasskeyCall<Options, Answer, Input, Begin extends string, End extends string> = {
  begin: Action<Record<string, never>, Options, Begin>;
  ask: (options: Options) => Promise<Answer>;
  end: Action<Input, null, End>;
};

/** One passkey at a time: the server's question, the person's device, and the server's check of the answer. */
export function usePasskey<Options, Answer, Input, Begin extends string, End extends string>({
  begin,
  ask,
  end,
}: PasskeyCall<Options, Answer, Input, Begin, End>) {
  const begun = useAction(begin);
  const ended = useAction(end);
  const isAsking = useRef(false);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal<Begin | End | PasskeyFailure> | null>(null);
  // The question of a dialog that was closed must not be answered.
  useEffect(() => () => void (isAsking.current && cancelPasskey()), []);

  /** Returns why the passkey was refused, or null. */
  async function refusalOf(inputOf: (answer: Answer) => Input): Promise<typeof refusal> {
    if (window.PublicKeyCredential === undefined) return { code: "unsupported", reference: null };
    const options = await begun.run({});
    if (options.kind !== "done") return refusalIn(options);
    isAsking.current = true;
    const asked = await ask(options.value).then(ok, (error: unknown) => err(failureIn(error)));
    isAsking.current = false;
    if (!asked.ok) return { code: asked.error.code, reference: null };
    return refusalIn(await ended.run(inputOf(asked.value)));
  }

  /** Returns whether the server has accepted it. */
  async function run(inputOf: (answer: Answer) => Input): Promise<boolean> {
    if (isPending) return false;
    setPending(true);
    setRefusal(null);
    const refused = await refusalOf(inputOf);
    setPending(false);
    setRefusal(refused);
    return refused === null;
  }

  return { run, isPending, refusal };
}

function failureIn(error: unknown): PasskeyFailure {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError") return "cancelled";
  return name === "InvalidStateError" ? "known" : "failed";
}
