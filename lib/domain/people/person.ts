import * as z from "zod/mini";
import { cleanName } from "../text-input";
import { idSchema, lineSchema } from "../text-schema";
import type { Role } from "./permissions";
import type { RefundLimits } from "./refund-limits";
import { roleIdSchema } from "./role";

export const passwordLength = { min: 12, max: 128 } as const;

const name = lineSchema({ max: 80, tooLong: "name-too-long", missing: "name-missing" });
const email = z
  .string()
  .check(
    z.maxLength(200, { error: "email-invalid", abort: true }),
    z.overwrite(cleanName),
    z.toLowerCase(),
    z.email("email-invalid"),
  );
// Sent as typed; hashing normalizes it. No keyboard produces control characters or halves of surrogates.
const passwordSchema = (min: number, tooShort: string) =>
  z.string().check(
    z.maxLength(passwordLength.max, { error: "password-too-long", abort: true }),
    z.minLength(min, tooShort),
    z.refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), "password-characters"),
  );
const anyPassword = passwordSchema(1, "password-missing");
const newPassword = passwordSchema(passwordLength.min, "password-too-short");

export const passwordInput = anyPassword;

export const signInInput = z.object({
  email,
  password: anyPassword,
});
export type SignInInput = z.infer<typeof signInInput>;

export const setUpInput = z.object({
  /** As printed at start-up; hyphens, blanks and case do not matter. */
  code: lineSchema({ max: 100, tooLong: "code-wrong", missing: "code-missing" }),
  name,
  email,
  password: newPassword,
});
export type SetUpInput = z.infer<typeof setUpInput>;

/** How a person gets a password: by a mail with a link that sets it, or by the hand of who adds the person. */
const handOvers = ["mail", "password"] as const;
/** `provider`: the person needs none, and signs in by the company's OpenID provider. */
const waysIn = [...handOvers, "provider"] as const;
export type WayIn = (typeof waysIn)[number];

/** The temporary password is shown once. `isSent`: the mail server has accepted the mail. */
export type HandedPassword =
  | { kind: "password"; password: string }
  | { kind: "mail"; isSent: boolean }
  | { kind: "provider" };

export const addPersonInput = z.object({ name, email, roleId: roleIdSchema, by: z.enum(waysIn) });
export type AddPersonInput = z.infer<typeof addPersonInput>;

export const changePasswordInput = z.object({
  current: anyPassword,
  password: newPassword,
});
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

export const newPasswordInput = z.object({ password: newPassword });

export const acceptInvitationInput = z.object({
  /** 256 bits in base64url. */
  token: z.string().check(z.regex(/^[\w-]{43}$/, "invitation-over")),
  password: newPassword,
});
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>;

export const personInput = z.object({ personId: idSchema(100) });
export const resetPasswordInput = z.extend(personInput, { by: z.enum(handOvers) });
export type ResetPasswordInput = z.infer<typeof resetPasswordInput>;
export const changeRoleInput = z.extend(personInput, { roleId: roleIdSchema });
export const setDisabledInput = z.extend(personInput, { disabled: z.boolean() });

export type PersonRow = {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** In addition to those of the role. */
  limits: RefundLimits | null;
  disabled: boolean;
  passwordIsTemporary: boolean;
  /** A link that sets the password was sent and not used yet. */
  invitation: { isSent: boolean; isOver: boolean } | null;
  hasSecondFactor: boolean;
  /** The person has signed in by the company's OpenID provider. */
  isByProvider: boolean;
  createdAt: string;
  /** Null before the first sign-in. */
  lastSignedInAt: string | null;
  /** Within fifteen minutes, from browsers that are unknown to the account. */
  failedSignIns: number;
  /** For browsers that are unknown to the account; null if they can sign in. */
  lockedUntil: string | null;
};

export type SignInReason = "session-ended" | "signed-out" | "signed-out-everywhere" | "page-needs-sign-in";
/** `provider-only`: people sign in by the company's OpenID provider. */
export type SignInError =
  | "credentials-wrong"
  | "temporary-password-over"
  | "too-many-attempts"
  | "busy"
  | "provider-only";
export type SetUpError =
  | "already-set-up"
  | "code-wrong"
  | "code-expired"
  | "password-common"
  | "too-many-attempts"
  | "busy";
/** `invitation-over`: used, replaced by a later one, expired, or the person is disabled. */
export type InvitationError = "invitation-over" | "password-common" | "too-many-attempts" | "busy";
export type PersonError =
  | "emergency-account"
  | "no-provider"
  | "provider-only"
  | "no-mail"
  | "person-disabled"
  | "email-taken"
  | "person-not-found"
  | "last-administrator"
  | "own-account"
  | "no-second-factor"
  | "not-linked"
  | "role-gone"
  | "beyond-own-role"
  | "password-wrong"
  | "password-unchanged"
  | "password-common"
  | "too-many-attempts"
  | "busy";
