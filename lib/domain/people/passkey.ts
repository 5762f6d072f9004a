// Passkeys (Web Authentication Level 3). Every use verifies the person by the device's own lock, so a passkey is two factors.
import * as z from "zod/mini";
import { lineSchema } from "../text-schema";
import type { FactorRefusal } from "./second-factor";

/** Of one person. */
export const mostPasskeys = 20;

const base64url = (max: number) => z.string().check(z.maxLength(max), z.regex(/^[\w-]+$/));
/** Credential ids have at most 1,023 bytes. */
const credentialId = base64url(1_364);

/** What a browser answers for a sign-in or a confirmation. */
export const passkeyProof = z.object({
  id: credentialId,
  rawId: credentialId,
  type: z.literal("public-key"),
  response: z.object({
    authenticatorData: base64url(4_000),
    clientDataJSON: base64url(4_000),
    signature: base64url(8_000),
    /** Names the person. Always there in a sign-in. */
    userHandle: z.nullish(base64url(100)),
  }),
});
export type PasskeyProof = z.infer<typeof passkeyProof>;

export const signInByPasskeyInput = z.object({ proof: passkeyProof });
export type SignInByPasskeyInput = z.infer<typeof signInByPasskeyInput>;

export const beginPasskeyInput = z.object({});

const passkeyName = lineSchema({
  max: 60,
  tooLong: "passkey-name-too-long",
  missing: "passkey-name-missing",
});

export const passkeyNameInput = z.object({ name: passkeyName });

export const addPasskeyInput = z.object({
  name: passkeyName,
  /** What a browser answers after it has made the passkey. */
  made: z.object({
    id: credentialId,
    rawId: credentialId,
    type: z.literal("public-key"),
    response: z.object({
      attestationObject: base64url(20_000),
      clientDataJSON: base64url(4_000),
      transports: z.nullish(z.array(base64url(20)).check(z.maxLength(10))),
    }),
  }),
});
export type AddPasskeyInput = z.infer<typeof addPasskeyInput>;

export const removePasskeyInput = z.object({ id: credentialId });
export type RemovePasskeyInput = z.infer<typeof removePasskeyInput>;

/** `passkey-wrong`: unknown, removed, of a disabled person, or an answer to a question that is over. */
export type PasskeySignInError = "passkey-wrong" | "provider-only";
export type PasskeyError =
  | FactorRefusal
  | "passkey-wrong"
  | "passkey-known"
  | "passkeys-full"
  | "role-needs-it";

export type PasskeyRow = {
  id: string;
  name: string;
  /** ISO 8601. */
  createdAt: string;
  /** Null before the first use. ISO 8601. */
  lastUsedAt: string | null;
};

/** What signs a person in after the right password. */
export type SecondStepWay = "code" | "passkey";
