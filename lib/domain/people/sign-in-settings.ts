import * as z from "zod/mini";

export const signInSettingsInput = z.object({
  /** Days until a person must have the second factor that the role needs. */
  graceDays: z.int("grace-invalid").check(z.gte(0, "grace-invalid"), z.lte(30, "grace-invalid")),
  /** Hours after which a session ends, also in constant use. */
  sessionHours: z.int("session-invalid").check(z.gte(1, "session-invalid"), z.lte(24, "session-invalid")),
  /** Minutes without a key press or click after which a session ends. */
  idleMinutes: z.int("idle-invalid").check(z.gte(5, "idle-invalid"), z.lte(720, "idle-invalid")),
});
export type SignInSettings = z.infer<typeof signInSettingsInput>;
export const defaultSignInSettings: SignInSettings = { graceDays: 7, sessionHours: 24, idleMinutes: 720 };
