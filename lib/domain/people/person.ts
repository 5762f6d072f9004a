// People of the desk: what may be typed about them. One schema for the browser and the server.
import * as z from "zod/mini";
import { cleanName, idSchema, lineSchema } from "../text-input";
import { type Role, roles } from "./permissions";

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
// A password is sent as typed; hashing normalizes it. Control characters and halves of surrogates come from no keyboard.
const passwordSchema = (min: number, tooShort: string) =>
  z.string().check(
    z.maxLength(passwordLength.max, { error: "password-too-long", abort: true }),
    z.minLength(min, tooShort),
    z.refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), "password-characters"),
  );
const anyPassword = passwordSchema(1, "password-missing");
const newPassword = passwordSchema(passwordLength.min, "password-too-short");

export const signInInput = z.object({
  email,
  password: anyPassword,
});
export type SignInInput = z.infer<typeof signInInput>;

export const setUpInput = z.object({
  /** As printed at the start; hyphens, blanks and case do not matter. */
  code: lineSchema({ max: 100, tooLong: "code-wrong", missing: "code-missing" }),
  name,
  email,
  password: newPassword,
});
export type SetUpInput = z.infer<typeof setUpInput>;

export const addPersonInput = z.object({ name, email, role: z.enum(roles) });
export type AddPersonInput = z.infer<typeof addPersonInput>;

export const changePasswordInput = z.object({
  current: anyPassword,
  password: newPassword,
});
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

export const personInput = z.object({ personId: idSchema(100) });
export const changeRoleInput = z.extend(personInput, { role: z.enum(roles) });
export const setDisabledInput = z.extend(personInput, { disabled: z.boolean() });

/** A person as the list of people shows them. */
export type PersonRow = {
  id: string;
  name: string;
  email: string;
  role: Role;
  disabled: boolean;
  passwordIsTemporary: boolean;
  createdAt: string;
  /** Sign-ins that failed from browsers unknown at the account, within fifteen minutes. */
  failedSignIns: number;
  /** Until when browsers unknown at the account cannot sign in; null where they can. */
  lockedUntil: string | null;
};

/** Every refusal about people has words in `messages`. */
export type SignInError = "credentials-wrong" | "temporary-password-over" | "too-many-attempts" | "busy";
export type SetUpError =
  | "already-set-up"
  | "code-wrong"
  | "code-expired"
  | "password-common"
  | "too-many-attempts"
  | "busy";
export type PersonError =
  | "email-taken"
  | "person-not-found"
  | "last-administrator"
  | "own-account"
  | "password-wrong"
  | "password-unchanged"
  | "password-common"
  | "too-many-attempts"
  | "busy";
