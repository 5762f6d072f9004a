// Passkeys by SimpleWebAuthn, always with verification of the person by the device (PIN, fingerprint, face).
import "server-only";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import { headers } from "next/headers";
import { appContext } from "@/lib/context";
import {
  anyPasskey,
  hasPasskey,
  passkeyById,
  passkeysOf,
  recordPasskey,
  removeOwnPasskey,
  type StoredPasskey,
} from "@/lib/db/people/record-passkeys";
import { endSessionByToken } from "@/lib/db/people/record-sessions";
import { passwordHashOf, personById, recordSignIn } from "@/lib/db/people/write-people";
import {
  type AddPasskeyInput,
  mostPasskeys,
  type PasskeyError,
  type PasskeyProof,
  type PasskeyRow,
  type PasskeySignInError,
  type RemovePasskeyInput,
  type SignInByPasskeyInput,
} from "@/lib/domain/people/passkey";
import type { Actor } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { isProviderOnly } from "./emergency-account";
import { logRefusedSignIn, recordFailedSignIn } from "./failed-sign-ins";
import { domainOf, handleOf, newPasskey, proven } from "./passkey-answers";
import { newChallenge, takeChallenge } from "./passkey-challenges";
import { type SignedIn, signedIn } from "./session";
import { attemptOf, clientOf, rememberBrowser, shownAddress } from "./sign-in";

const siteName = "Refund Desk";

/** Returns whether a browser has passkeys at the desk's address: not without TLS, and not at an IP address. */
export function passkeysWork(deskUrl: string): boolean {
  const { hostname, protocol } = new URL(deskUrl);
  return hostname === "localhost" || (protocol === "https:" && !/^[\d.]+$|^\[/.test(hostname));
}

/** Returns whether the sign-in page offers passkeys. */
export async function offersPasskeys(): Promise<boolean> {
  const { database, env } = appContext();
  return passkeysWork(env.deskUrl) && (await anyPasskey(database.db));
}

export function ownsPasskey({ actor }: SignedIn): Promise<boolean> {
  return hasPasskey(appContext().database.db, actor.id);
}

/** Returns what a browser needs to sign in by one of the passkeys of this desk. */
export async function beginPasskeySignIn(): Promise<Result<PublicKeyCredentialRequestOptionsJSON, never>> {
  return ok(await requestOf(await newChallenge({ purpose: "sign-in", sessionId: null }), []));
}

/** Returns what a browser needs to confirm by a passkey of the person. */
export async function beginPasskeyConfirmation(
  actor: Actor,
): Promise<Result<PublicKeyCredentialRequestOptionsJSON, "not-set-up">> {
  const person = await signedIn();
  const own = await passkeysOf(appContext().database.db, actor.id);
  if (person === null || own.length === 0) return err("not-set-up");
  return ok(await requestOf(await newChallenge({ purpose: "confirm", sessionId: person.sessionId }), own));
}

function requestOf(
  challenge: string,
  allowed: readonly StoredPasskey[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: domainOf(appContext().env.deskUrl),
    challenge: Buffer.from(challenge, "base64url"),
    allowCredentials: allowed.map(({ id, transports }) => ({ id, transports })),
    userVerification: "required",
  });
}

/** Signs in whoever may sign in by a password: a passkey is both factors. */
export async function signInByPasskey({
  proof,
}: SignInByPasskeyInput): Promise<Result<null, PasskeySignInError>> {
  const { database, pseudonyms } = appContext();
  const { db } = database;
  const challenge = await takeChallenge({ purpose: "sign-in", sessionId: null });
  const personId =
    challenge === null
      ? null
      : await proven(proof, challenge, (passkey) => proof.response.userHandle === handleOf(passkey.personId));
  const person = personId === null ? null : await personById(db, personId);
  if (person === null || person.disabled) return refused(null, "passkey-wrong");
  if (await isProviderOnly(person.email)) return refused(person.email, "provider-only");
  // A person without a password of the desk has the passkey for confirmations only.
  if ((await passwordHashOf(db, person.id)) === null) return refused(person.email, "provider-only");
  const requestHeaders = await headers();
  const { token } = await appContext().auth.api.openSession({
    body: { userId: person.id, by: "passkey" },
    headers: requestHeaders,
  });
  // What ends a person's sessions meanwhile ends those that exist at that time.
  if ((await personById(db, person.id))?.disabled !== false || (await passkeyById(db, proof.id)) === null) {
    await endSessionByToken(db, token);
    return refused(person.email, "passkey-wrong");
  }
  await recordSignIn(db, person, { by: "passkey", token, address: shownAddress(requestHeaders) });
  await rememberBrowser(pseudonyms.account(person.email));
  return ok(null);
}

/** A signature cannot be guessed, so failures are recorded, and no count refuses the next attempt. */
async function refused(
  email: string | null,
  reason: PasskeySignInError,
): Promise<Result<null, PasskeySignInError>> {
  const address = clientOf(await headers());
  const account = email === null ? null : appContext().pseudonyms.account(email);
  logRefusedSignIn({ who: account ?? "passkey", address, reason });
  if (account !== null) {
    const { client, device } = await attemptOf(account, address);
    await recordFailedSignIn({ account, address: client, known: device !== null, locked: false });
  }
  return err(reason);
}

/** Checks a passkey of the person of the session. */
export async function checkPasskey(
  person: SignedIn,
  proof: PasskeyProof,
): Promise<Result<null, "passkey-wrong">> {
  const challenge = await takeChallenge({ purpose: "confirm", sessionId: person.sessionId });
  if (challenge === null) return err("passkey-wrong");
  const personId = await proven(proof, challenge, (passkey) => passkey.personId === person.actor.id);
  return personId === null ? err("passkey-wrong") : ok(null);
}

/** Returns what a browser needs to make a passkey for the person. */
export async function beginPasskey(
  actor: Actor,
): Promise<Result<PublicKeyCredentialCreationOptionsJSON, PasskeyError>> {
  const { database, env } = appContext();
  const person = await signedIn();
  if (person === null) return err("not-set-up");
  const own = await passkeysOf(database.db, actor.id);
  if (own.length >= mostPasskeys) return err("passkeys-full");
  const challenge = await newChallenge({ purpose: "add", sessionId: person.sessionId });
  return ok(
    await generateRegistrationOptions({
      rpName: siteName,
      rpID: domainOf(env.deskUrl),
      userID: new Uint8Array(Buffer.from(actor.id)),
      userName: person.email,
      userDisplayName: actor.name,
      challenge: Buffer.from(challenge, "base64url"),
      excludeCredentials: own.map(({ id, transports }) => ({ id, transports })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    }),
  );
}

export async function addPasskey(
  actor: Actor,
  { name, made }: AddPasskeyInput,
): Promise<Result<null, PasskeyError>> {
  const { database, pseudonyms } = appContext();
  const person = await signedIn();
  if (person === null) return err("passkey-wrong");
  const { sessionId } = person;
  const challenge = await takeChallenge({ purpose: "add", sessionId });
  if (challenge === null) return err("passkey-wrong");
  const passkey = await newPasskey(made, challenge);
  if (passkey === null) return err("passkey-wrong");
  const challengeHash = pseudonyms.usedCode(actor.id, challenge);
  return recordPasskey(database.db, actor, { ...passkey, name }, { sessionId, challengeHash });
}

export function removePasskey(actor: Actor, { id }: RemovePasskeyInput): Promise<Result<null, PasskeyError>> {
  return removeOwnPasskey(appContext().database.db, actor, id);
}

/** Returns the passkeys of the person who asks, the oldest first. */
export async function ownPasskeys({ id: personId }: Actor): Promise<PasskeyRow[]> {
  const own = await passkeysOf(appContext().database.db, personId);
  return own.map(({ id, name, createdAt, lastUsedAt }) => ({
    id,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
}
