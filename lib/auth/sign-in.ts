// A known browser has its own count, so that a stranger's wrong passwords do not lock out the person.
import "server-only";
import { randomBytes } from "node:crypto";
import { isAPIError } from "better-auth/api";
import { cookies, headers } from "next/headers";
import { appContext } from "@/lib/context";
import { hasPasskey } from "@/lib/db/people/record-passkeys";
import { endSessionByToken } from "@/lib/db/people/record-sessions";
import { personByEmail, recordSignIn } from "@/lib/db/people/write-people";
import type { SecondStepWay } from "@/lib/domain/people/passkey";
import type { SignInError, SignInInput } from "@/lib/domain/people/person";
import { err, ok, type Result } from "@/lib/domain/result";
import { cachedRefusal, clearSignIn, countSignIn, countsOf, type SignInAttempt } from "./count-sign-in";
import { isProviderOnly } from "./emergency-account";
import { logRefusedSignIn, recordFailedSignIn } from "./failed-sign-ins";
import { setLastSession } from "./last-session";
import { createHashPlaces, type Lane } from "./limits";
import { hashPassword, verifyPassword } from "./password-hash";

const deviceLifetimeS = 180 * 24 * 60 * 60;

const key = Symbol.for("refund-desk.hash-places");
const holder = globalThis as { [key]?: ReturnType<typeof createHashPlaces> };

/** Runs `run` in a place for one hash; `busy` where none is free. */
export async function withHashPlace<Value, Code extends string>(
  lane: Lane,
  run: () => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code | "busy">> {
  holder[key] ??= createHashPlaces();
  const release = holder[key](lane);
  if (release === null) return err("busy");
  try {
    return await run();
  } finally {
    release();
  }
}

/** Returns the address from the filter of scripts/serve-desk.ts; "unknown" without the filter: headers can be forged. */
export function clientOf(requestHeaders: Headers): string {
  return (process.env.DESK_BEHIND_GATE === "1" && requestHeaders.get("x-desk-client")) || "unknown";
}

/** Returns the address of the client for people to read, or null where it is unknown. */
export function shownAddress(requestHeaders: Headers): string | null {
  const client = clientOf(requestHeaders);
  return client === "unknown" ? null : client;
}

/** `secondStep`: what the person signs in by after the password. Empty: the person is signed in. */
export type SignInStep = { secondStep: readonly SecondStepWay[] };

/** A disabled person, an unknown person and a wrong password have the same error. Limits come before any hash. */
export async function signIn(input: SignInInput): Promise<Result<SignInStep, SignInError>> {
  const requestHeaders = await headers();
  const account = appContext().pseudonyms.account(input.email);
  const address = clientOf(requestHeaders);
  const signedIn = await attemptSignIn(input, requestHeaders, { account, address });
  if (!signedIn.ok) logRefusedSignIn({ who: account, address, reason: signedIn.error.code });
  return signedIn;
}

async function attemptSignIn(
  input: SignInInput,
  requestHeaders: Headers,
  { account, address }: { account: string; address: string },
): Promise<Result<SignInStep, SignInError>> {
  const { database } = appContext();
  const attempt = await attemptOf(account, address);
  const { client } = attempt;
  const known = attempt.device !== null;
  const lately = cachedRefusal(countsOf(attempt).map(([name]) => name));
  if (!lately.ok) return lately;
  return withHashPlace(known ? "known" : "anybody", async () => {
    const counted = await countSignIn(database.db, attempt);
    const signedIn: Result<SignInStep, SignInError> = counted.ok
      ? await checkPassword(input, requestHeaders)
      : counted;
    if (!signedIn.ok) {
      await recordFailedSignIn({ account, address: client, known, locked: !counted.ok });
      return signedIn;
    }
    await clearSignIn(database.db, attempt);
    if (signedIn.value.secondStep.length === 0) await rememberBrowser(account);
    return signedIn;
  });
}

export async function attemptOf(account: string, address: string): Promise<SignInAttempt> {
  const { pseudonyms } = appContext();
  const stored = (await cookies()).get(deviceCookie(account))?.value;
  const device = stored === undefined ? null : pseudonyms.deviceOf(account, stored);
  return { account, client: pseudonyms.address(address), device };
}

export async function checkPassword(
  input: SignInInput,
  requestHeaders: Headers,
): Promise<Result<SignInStep, SignInError>> {
  const { db } = appContext().database;
  if (await isProviderOnly(input.email)) return err("provider-only");
  const person = await personByEmail(db, input.email);
  if (person?.disabled) {
    // Takes the same time as the check of a password.
    await hashPassword(input.password);
    return err("credentials-wrong");
  }
  if (person?.temporaryIsOver) {
    const isRight = await verifyPassword({ hash: person.passwordHash, password: input.password });
    return err(isRight ? "temporary-password-over" : "credentials-wrong");
  }
  // better-auth knows nothing of passkeys, and would open a session.
  if (person?.hasPasskey && !person.hasAuthenticator) {
    const isRight = await verifyPassword({ hash: person.passwordHash, password: input.password });
    return isRight ? ok({ secondStep: ["passkey"] }) : err("credentials-wrong");
  }
  try {
    const answer = await appContext().auth.api.signInEmail({ body: input, headers: requestHeaders });
    if ("twoFactorRedirect" in answer)
      return ok({ secondStep: person?.hasPasskey ? ["code", "passkey"] : ["code"] });
    const { token } = answer;
    // The first passkey was added meanwhile.
    if (person && (await hasPasskey(db, person.id))) {
      await endSessionByToken(db, token);
      return ok({ secondStep: ["passkey"] });
    }
    if (person)
      await recordSignIn(db, person, { by: "password", token, address: shownAddress(requestHeaders) });
    return ok({ secondStep: [] });
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return err("credentials-wrong");
    throw error;
  }
}

/** A browser that was known before gets a new nonce and a new count. */
export async function rememberBrowser(account: string): Promise<void> {
  const { pseudonyms, env } = appContext();
  const nonce = randomBytes(18).toString("base64url");
  (await cookies()).set(deviceCookie(account), pseudonyms.signDevice(account, nonce), {
    httpOnly: true,
    sameSite: "lax",
    secure: env.deskUrl.startsWith("https:"),
    path: "/",
    maxAge: deviceLifetimeS,
  });
  await setLastSession("open");
}

/** Several people may share a browser, so each account has its own cookie. */
function deviceCookie(account: string): string {
  return `refund-desk.device-${account.slice(0, 12)}`;
}
