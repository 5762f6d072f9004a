// Before something dangerous a person proves again who they are, by a second factor, or without one by the password.
import * as z from "zod/mini";
import { passkeyProof } from "./passkey";
import { passwordInput } from "./person";
import { authenticatorCode, type FactorRefusal } from "./second-factor";

/** A sign-in or a confirmation counts for this long. */
const confirmedMs = 5 * 60_000;

/** `confirmedAt`: the last sign-in or confirmation of the session. */
export function isConfirmed(confirmedAt: Date, now: Date): boolean {
  // A time in the future is one of a clock that was set back.
  return Math.abs(now.getTime() - confirmedAt.getTime()) < confirmedMs;
}

export const confirmationInput = z.discriminatedUnion("by", [
  z.object({ by: z.literal("password"), password: passwordInput }),
  z.object({ by: z.literal("authenticator"), code: authenticatorCode }),
  z.object({ by: z.literal("passkey"), proof: passkeyProof }),
  // Whether the person has signed in again at the provider, in another tab.
  z.object({ by: z.literal("provider") }),
]);
export type ConfirmationInput = z.infer<typeof confirmationInput>;

/** `first-passkey`: the person cannot prove it yet, and adds a passkey after the next sign-in. */
export type ConfirmationWay = ConfirmationInput["by"] | "first-passkey";

/** `factor-needed`: a person with a second factor proves it by that. `not-yet`: not at the provider. */
export type ConfirmationError = FactorRefusal | "passkey-wrong" | "factor-needed" | "not-yet" | "busy";
