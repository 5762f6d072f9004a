// The second factor of a sign-in: a code of an authenticator app (RFC 6238, six digits, 30 seconds), or a recovery code.
import * as z from "zod/mini";
import { passwordInput } from "./person";
import { roleIdSchema } from "./role";

/** Codes of an authenticator; blanks and hyphens do not matter, and full-width digits are digits. */
export const authenticatorCode = z.string().check(
  z.maxLength(40, { error: "code-invalid", abort: true }),
  z.overwrite((typed) => typed.normalize("NFKC").replaceAll(/[\s-]/g, "")),
  z.regex(/^\d{6}$/, "code-invalid"),
);
/** As shown: five characters, a hyphen, five characters. */
const recoveryCode = z.string().check(
  z.maxLength(40, { error: "code-invalid", abort: true }),
  z.overwrite((typed) => {
    const letters = typed.normalize("NFKC").replaceAll(/[\s-]/g, "");
    return `${letters.slice(0, 5)}-${letters.slice(5)}`;
  }),
  z.regex(/^[A-Za-z0-9]{5}-[A-Za-z0-9]{5}$/, "code-invalid"),
);

export const secondStepInput = z.discriminatedUnion("by", [
  z.object({ by: z.literal("authenticator"), code: authenticatorCode }),
  z.object({ by: z.literal("recovery-code"), code: recoveryCode }),
]);
export type SecondStepInput = z.infer<typeof secondStepInput>;

export const startSecondFactorInput = z.object({ password: passwordInput });
export type StartSecondFactorInput = z.infer<typeof startSecondFactorInput>;
export const confirmSecondFactorInput = z.object({ code: authenticatorCode });
export type ConfirmSecondFactorInput = z.infer<typeof confirmSecondFactorInput>;

/** `step-over`: too much time, or too many wrong codes, since the password. */
export type SecondStepError = "code-wrong" | "step-over" | "too-many-attempts";
export type FactorRefusal =
  | "password-wrong"
  | "code-wrong"
  | "step-over"
  | "already-set-up"
  | "not-set-up"
  | "too-many-attempts";
export type SecondFactorError = FactorRefusal | "role-needs-it" | "busy";

export const readResetInput = z.object({});
export const roleFactorInput = z.object({ roleId: roleIdSchema, needsSecondFactor: z.boolean() });

/** Of one person. */
export type SecondFactorState = {
  isSetUp: boolean;
  /** When it must be set up; null where the role needs none. ISO 8601. */
  dueAt: string | null;
  /** Name of the administrator who reset it, until the person has read it. */
  resetBy: string | null;
};

/** What a person copies into an authenticator app, and the codes for its loss. Shown once. */
export type NewSecondFactor = { uri: string; secret: string; qr: string; recoveryCodes: string[] };
