// better-auth without its catch-all handler: only our entry points call its endpoints, so that no other is reachable.
import "server-only";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { nextCookies } from "better-auth/next-js";
import { twoFactor as twoFactorPlugin } from "better-auth/plugins";
import type { DeskDatabase } from "@/lib/db/client";
import { account, session, twoFactor, user, verification } from "@/lib/db/schema/people";
import { passwordLength } from "@/lib/domain/people/person";
import { log } from "@/lib/log";
import { openSession } from "./open-session";
import { hashPassword, verifyPassword } from "./password-hash";
import { createPseudonyms } from "./pseudonyms";
import { storedRecoveryCodes } from "./recovery-codes";

const hour = 60 * 60;
/** Seconds between the password and the second factor. */
const secondStepS = 5 * 60;

export function createAuth(database: DeskDatabase, options: { secret: string; origin: string }) {
  return betterAuth({
    secret: options.secret,
    baseURL: options.origin,
    trustedOrigins: [options.origin],
    database: drizzleAdapter(database.db, {
      provider: "pg",
      schema: { user, session, account, verification, twoFactor },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: hashPassword, verify: verifyPassword },
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    session: {
      expiresIn: 12 * hour,
      updateAge: hour,
      additionalFields: {
        confirmedAt: { type: "date", input: false, required: false },
        lastInputAt: { type: "date", input: false, required: false },
        signedInBy: { type: "string", input: false, required: false },
      },
    },
    user: {
      additionalFields: {
        role: { type: "string", input: false, required: true },
        disabled: { type: "boolean", input: false, required: false },
        passwordIsTemporary: { type: "boolean", input: false, required: false },
        secondFactorDueAt: { type: "date", input: false, required: false },
        secondFactorResetBy: { type: "string", input: false, required: false },
      },
    },
    advanced: {
      cookiePrefix: "refund-desk",
      useSecureCookies: new URL(options.origin).protocol === "https:",
      // Client addresses come from the filter (clientOf in lib/auth/sign-in): a client can set headers.
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    // better-auth's logger writes whole queries with their parameters, including session tokens.
    logger: {
      log: (level, message, ...details) =>
        log[level]({ err: details.find((detail) => detail instanceof Error) }, message.split("\n")[0]),
    },
    plugins: [
      twoFactorPlugin({
        issuer: "Refund Desk",
        twoFactorCookieMaxAge: secondStepS,
        // The limits by browser and address come first (completeSignIn). NIST SP 800-63B requires at most 100.
        accountLockout: { maxFailedAttempts: 100, durationSeconds: 15 * 60 },
        backupCodeOptions: {
          amount: 10,
          storeBackupCodes: storedRecoveryCodes(createPseudonyms(options.secret)),
        },
      }),
      openSession(),
      nextCookies(),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;
