import "server-only";
import { appContext } from "@/lib/context";
import { hasPasskey } from "@/lib/db/people/record-passkeys";
import { confirmSession } from "@/lib/db/people/record-second-factor";
import { passwordHashOf } from "@/lib/db/people/write-people";
import {
  type ConfirmationError,
  type ConfirmationInput,
  type ConfirmationWay,
  isConfirmed,
} from "@/lib/domain/people/confirmation";
import type { Actor } from "@/lib/domain/people/permissions";
import type { SecondFactorError, StartSecondFactorInput } from "@/lib/domain/people/second-factor";
import { err, ok, type Result } from "@/lib/domain/result";
import { checkPasskey } from "./passkeys";
import { verifyPassword } from "./password-hash";
import { checkCode, limited } from "./second-factor";
import { type SignedIn, signedIn } from "./session";

/** Returns how a person may prove who they are, the likeliest way first: by a second factor where they have one. */
export async function confirmationWays({
  actor,
  secondFactor,
  signedInBy,
  isByProvider,
}: SignedIn): Promise<readonly ConfirmationWay[]> {
  const authenticator = secondFactor.isSetUp ? (["authenticator"] as const) : [];
  const passkey = (await hasPasskey(appContext().database.db, actor.id)) ? (["passkey"] as const) : [];
  if (authenticator.length + passkey.length === 0) return [isByProvider ? wayOfProvider() : "password"];
  // A device without the passkey has signed in by a code.
  return signedInBy === "authenticator" ? [...authenticator, ...passkey] : [...passkey, ...authenticator];
}

const providerNeverAsks = () => appContext().env.signInProvider?.passkeysConfirm === true;
const wayOfProvider = () => (providerNeverAsks() ? "first-passkey" : "provider");

/** Returns whether the sign-in at a provider that never asks again is so fresh that the person may add a first passkey. */
export async function mayAddFirstPasskey(person: SignedIn): Promise<boolean> {
  if (!person.isByProvider || !isConfirmed(person.signedInAt, new Date())) return false;
  return (await confirmationWays(person)).includes("first-passkey");
}

/** Confirms the session of the request for five minutes. */
export async function confirmPerson(input: ConfirmationInput): Promise<Result<null, ConfirmationError>> {
  const person = await signedIn();
  if (person === null) return err("not-set-up");
  const ways = await confirmationWays(person);
  // The password alone would make the second factor one that an open browser does without.
  if (!ways.includes(input.by)) return err(input.by === "password" ? "factor-needed" : "not-set-up");
  // The answer of the provider has confirmed the session.
  if (input.by === "provider") return person.isConfirmed ? ok(null) : err("not-yet");
  return confirmBy(person, input.by, () => checkProof(person, input));
}

/** For a person without a second factor, before they set one up. */
export async function confirmByPassword(
  actor: Actor,
  { password }: StartSecondFactorInput,
): Promise<Result<null, SecondFactorError>> {
  const person = await signedIn();
  if (person === null || !(await confirmationWays(person)).includes("password")) return err("already-set-up");
  return confirmBy(person, "password", () => checkOwnPassword(actor, password));
}

function confirmBy<Code extends string>(
  { actor, sessionId }: SignedIn,
  by: ConfirmationInput["by"],
  check: () => Promise<Result<null, Code>>,
): Promise<Result<null, Code | "too-many-attempts" | "busy">> {
  return limited(`confirmation:${actor.id}`, async () => {
    const isRight = await check();
    if (isRight.ok) await confirmSession(appContext().database.db, actor, sessionId, by);
    return isRight;
  });
}

function checkProof(
  person: SignedIn,
  input: Exclude<ConfirmationInput, { by: "provider" }>,
): Promise<Result<null, ConfirmationError>> {
  if (input.by === "passkey") return checkPasskey(person, input.proof);
  if (input.by === "password") return checkOwnPassword(person.actor, input.password);
  return checkCode(person.actor, input.code);
}

async function checkOwnPassword(actor: Actor, password: string): Promise<Result<null, "password-wrong">> {
  const hash = await passwordHashOf(appContext().database.db, actor.id);
  return hash !== null && (await verifyPassword({ hash, password })) ? ok(null) : err("password-wrong");
}
