// What devices answer, checked by SimpleWebAuthn: challenge, origin, domain, signature, and that the device has verified the person.
import "server-only";
import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { appContext } from "@/lib/context";
import {
  type NewPasskey,
  passkeyById,
  recordPasskeyUse,
  type StoredPasskey,
} from "@/lib/db/people/record-passkeys";
import type { AddPasskeyInput, PasskeyProof } from "@/lib/domain/people/passkey";
import { createRateLimitedLog, log } from "@/lib/log";

const logRefused = createRateLimitedLog((fields, message) => log.warn(fields, message));

/** None is asked for, so no answer of one counts. */
const noExtensions = { clientExtensionResults: {} };

/** The domain that a passkey belongs to: a browser offers it nowhere else. */
export const domainOf = (deskUrl: string) => new URL(deskUrl).hostname;

/** Returns the id of the person whose passkey has answered, once for each challenge, or null. */
export async function proven(
  proof: PasskeyProof,
  challenge: string,
  isExpected: (passkey: StoredPasskey) => boolean,
): Promise<string | null> {
  const { database, env, pseudonyms } = appContext();
  const passkey = await passkeyById(database.db, proof.id);
  if (passkey === null || !isExpected(passkey)) return null;
  const { userHandle: _, ...response } = proof.response;
  const answer = await verifyAuthenticationResponse({
    response: { ...proof, response, ...noExtensions },
    expectedChallenge: challenge,
    expectedOrigin: env.deskUrl,
    expectedRPID: domainOf(env.deskUrl),
    credential: {
      id: passkey.id,
      publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
      counter: passkey.counter,
      transports: passkey.transports,
    },
    requireUserVerification: true,
  }).catch(logRefusal);
  if (answer?.verified !== true) return null;
  const isNew = await recordPasskeyUse(database.db, passkey, {
    counter: answer.authenticationInfo.newCounter,
    challengeHash: pseudonyms.usedCode(passkey.personId, challenge),
  });
  return isNew ? passkey.personId : null;
}

/** Returns what is stored of a new passkey, or null. */
export async function newPasskey(
  { response: { transports, ...response }, ...made }: AddPasskeyInput["made"],
  challenge: string,
): Promise<Omit<NewPasskey, "name"> | null> {
  const { deskUrl } = appContext().env;
  const answer = await verifyRegistrationResponse({
    response: { ...made, response, ...noExtensions },
    expectedChallenge: challenge,
    expectedOrigin: deskUrl,
    expectedRPID: domainOf(deskUrl),
    requireUserVerification: true,
  }).catch(logRefusal);
  if (answer?.verified !== true) return null;
  const { id, publicKey, counter } = answer.registrationInfo.credential;
  return {
    id,
    publicKey: Buffer.from(publicKey).toString("base64url"),
    counter,
    transports: transports ?? [],
  };
}

/** SimpleWebAuthn throws for every answer that is not right, and quotes from it. */
function logRefusal(error: unknown): null {
  const message = error instanceof Error ? error.message : String(error);
  logRefused(
    "passkey",
    { message: message.replaceAll(/"[^"]*"/g, '"…"').slice(0, 200) },
    "an answer of a passkey was refused",
  );
  return null;
}

/** The name of a person for their devices, which never changes and says nothing. */
export const handleOf = (personId: string) => Buffer.from(personId).toString("base64url");
