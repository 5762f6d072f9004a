// The second factor, by better-auth's own endpoints. What they leave open is closed here: a code of an authenticator is accepted
// once, and the endpoints of signed-in people have a limit.
import "server-only";
import { isAPIError } from "better-auth/api";
import { cookies, headers } from "next/headers";
import encodeQr from "qr";
import { appContext } from "@/lib/context";
import { hasPasskey } from "@/lib/db/people/record-passkeys";
import {
  pendingPerson,
  recordSecondFactor,
  roleNeedsSecondFactor,
  spendCode,
} from "@/lib/db/people/record-second-factor";
import { endSessionByToken, keepAge } from "@/lib/db/people/record-sessions";
import { deleteAttempts } from "@/lib/db/people/sign-in-attempts";
import { personById, recordSignIn } from "@/lib/db/people/write-people";
import type { Actor } from "@/lib/domain/people/permissions";
import type {
  ConfirmSecondFactorInput,
  FactorRefusal,
  NewSecondFactor,
  SecondFactorError,
  SecondStepError,
  SecondStepInput,
  StartSecondFactorInput,
} from "@/lib/domain/people/second-factor";
import { err, ok, type Result } from "@/lib/domain/result";
import { clearSignIn, countSignIn, mayAttempt, secondStepOf } from "./count-sign-in";
import { isProviderOnly } from "./emergency-account";
import { logRefusedSignIn, recordFailedSignIn } from "./failed-sign-ins";
import { byPerson } from "./limits";
import { hashedRecoveryCode } from "./recovery-codes";
import { type SignedIn, signedIn } from "./session";
import { attemptOf, clientOf, rememberBrowser, shownAddress, withHashPlace } from "./sign-in";

type SignedInPerson = { id: string; name: string; email: string };

/** The second step of a sign-in, after the password. It has the limits of the first, counted apart. */
export async function completeSignIn(input: SecondStepInput): Promise<Result<null, SecondStepError>> {
  const requestHeaders = withoutSession(await headers());
  const { database, pseudonyms } = appContext();
  const pending = await pendingPerson(database.db, stepCookie(await cookies()));
  if (pending === null || (await isProviderOnly(pending.email))) return err("step-over");
  const account = pseudonyms.account(pending.email);
  const address = clientOf(requestHeaders);
  const attempt = await attemptOf(account, address);
  const counted = await countSignIn(database.db, secondStepOf(attempt));
  const checked = counted.ok ? await checkSecondStep(input, requestHeaders) : counted;
  if (!checked.ok) {
    logRefusedSignIn({ who: account, address, reason: checked.error.code });
    const { client, device } = attempt;
    await recordFailedSignIn({ account, address: client, known: device !== null, locked: !counted.ok });
    return checked;
  }
  await clearSignIn(database.db, secondStepOf(attempt));
  const { person, token } = checked.value;
  await recordSignIn(database.db, person, { by: input.by, token, address: shownAddress(requestHeaders) });
  await rememberBrowser(account);
  return ok(null);
}

/** better-auth prefers a session of the browser to the pending step, and counts no wrong codes then. */
function withoutSession(sent: Headers): Headers {
  const rest = (sent.get("cookie") ?? "")
    .split("; ")
    .filter((cookie) => !cookie.split("=")[0]?.endsWith(".session_token"));
  const headersOfStep = new Headers(sent);
  headersOfStep.set("cookie", rest.join("; "));
  return headersOfStep;
}

/** Returns the id of the pending step from better-auth's signed cookie. */
function stepCookie(sent: Awaited<ReturnType<typeof cookies>>): string {
  const cookie = sent.getAll().find(({ name }) => name.endsWith(".two_factor"));
  return cookie?.value.split(".")[0] ?? "";
}

/** Returns the person and the token of the session that better-auth has made. */
export async function checkSecondStep(
  input: SecondStepInput,
  requestHeaders: Headers,
): Promise<Result<{ person: SignedInPerson; token: string }, SecondStepError>> {
  const { auth, database, pseudonyms } = appContext();
  const options = { headers: requestHeaders };
  const answer = await answerOf(() =>
    input.by === "authenticator"
      ? auth.api.verifyTOTP({ ...options, body: { code: input.code } })
      : auth.api.verifyBackupCode({ ...options, body: { code: hashedRecoveryCode(pseudonyms, input.code) } }),
  );
  if (!answer.ok) return err(stepErrors[answer.error.code]);
  const { token, user } = answer.value;
  if (token === undefined) throw new Error("better-auth has made no session");
  try {
    const person = await personById(database.db, user.id);
    const isNew =
      input.by === "recovery-code" || (await spendCode(database.db, user.id, usedCode(user.id, input.code)));
    if (person !== null && !person.disabled && isNew) return ok({ person, token });
  } catch (error) {
    await endSessionByToken(database.db, token);
    throw error;
  }
  await endSessionByToken(database.db, token);
  return err("code-wrong");
}

const usedCode = (personId: string, code: string) => appContext().pseudonyms.usedCode(personId, code);

/** Creates a secret and recovery codes. They count from the first right code on; a secret before that is replaced. */
export async function startSecondFactor(
  actor: Actor,
  { password }: StartSecondFactorInput,
): Promise<Result<NewSecondFactor, SecondFactorError>> {
  return limited(attemptsOf(actor), async () => {
    const { auth } = appContext();
    const made = await answerOf(async () =>
      auth.api.enableTwoFactor({ body: { password, method: "totp" }, headers: await headers() }),
    );
    if (!made.ok) return made;
    if (made.value.method !== "totp") throw new Error("another second factor was set up than asked for");
    const { totpURI: uri, backupCodes } = made.value;
    const secret = new URL(uri).searchParams.get("secret") ?? "";
    return ok({ uri, secret, qr: encodeQr(uri, "svg"), recoveryCodes: backupCodes });
  });
}

/** Sets up the second factor by the first code of the authenticator. */
export async function confirmSecondFactor(
  actor: Actor,
  { code }: ConfirmSecondFactorInput,
): Promise<Result<null, SecondFactorError>> {
  const before = await signedIn();
  if (before === null || before.secondFactor.isSetUp) return err("already-set-up");
  return limited(attemptsOf(actor), async () => {
    const verified = await keepingAge(before, () => checkCode(actor, code));
    if (!verified.ok) return verified;
    await recordSecondFactor(appContext().database.db, actor, "set-up");
    return ok(null);
  });
}

/** Checks a code of the authenticator of the signed-in person. Each code is right once. */
export async function checkCode(actor: Actor, code: string): Promise<Result<null, FactorRefusal>> {
  const { auth, database } = appContext();
  const verified = await answerOf(async () =>
    auth.api.verifyTOTP({ body: { code }, headers: await headers() }),
  );
  if (!verified.ok) return verified;
  const isNew = await spendCode(database.db, actor.id, usedCode(actor.id, code));
  return isNew ? ok(null) : err("code-wrong");
}

export async function renewRecoveryCodes(
  actor: Actor,
  { password }: StartSecondFactorInput,
): Promise<Result<{ recoveryCodes: string[] }, SecondFactorError>> {
  return limited(attemptsOf(actor), async () => {
    const { auth, database } = appContext();
    const made = await answerOf(async () =>
      auth.api.generateBackupCodes({ body: { password }, headers: await headers() }),
    );
    if (!made.ok) return made;
    await recordSecondFactor(database.db, actor, "recovery-codes-renewed");
    return ok({ recoveryCodes: made.value.backupCodes });
  });
}

export async function removeSecondFactor(
  actor: Actor,
  { password }: StartSecondFactorInput,
): Promise<Result<null, SecondFactorError>> {
  const { auth, database } = appContext();
  const before = await signedIn();
  if (before === null) return err("not-set-up");
  const isNeeded = await roleNeedsSecondFactor(database.db, actor.role.id);
  if (isNeeded && !(await hasPasskey(database.db, actor.id))) return err("role-needs-it");
  return limited(attemptsOf(actor), async () => {
    const removed = await keepingAge(before, () =>
      answerOf(async () => auth.api.disableTwoFactor({ body: { password }, headers: await headers() })),
    );
    if (!removed.ok) return removed;
    await recordSecondFactor(database.db, actor, "removed");
    return ok(null);
  });
}

/** Runs `replace`, which replaces the session. The new session ends when the one before would have ended. */
async function keepingAge<Value>(
  { actor, signedInAt }: SignedIn,
  replace: () => Promise<Value>,
): Promise<Value> {
  const since = new Date();
  const value = await replace();
  await keepAge(appContext().database.db, actor.id, signedInAt, since);
  return value;
}

const attemptsOf = ({ id }: Actor) => `second-factor:${id}`;

/** Runs `run` in a place for one hash, within the limits for a person's attempts of that name. */
export async function limited<Value, Code extends string>(
  attempts: string,
  run: () => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code | "too-many-attempts" | "busy">> {
  const { db } = appContext().database;
  return withHashPlace<Value, Code | "too-many-attempts">("known", async () => {
    const may = await mayAttempt(db, attempts, byPerson);
    if (!may.ok) return may;
    const done = await run();
    if (done.ok) await deleteAttempts(db, [attempts]);
    return done;
  });
}

const codes = {
  INVALID_PASSWORD: "password-wrong",
  INVALID_CODE: "code-wrong",
  INVALID_BACKUP_CODE: "code-wrong",
  INVALID_TWO_FACTOR_COOKIE: "step-over",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "step-over",
  ACCOUNT_TEMPORARILY_LOCKED: "too-many-attempts",
  TOTP_ALREADY_ENABLED: "already-set-up",
  TOTP_NOT_ENABLED: "not-set-up",
  TWO_FACTOR_NOT_ENABLED: "not-set-up",
  BACKUP_CODES_NOT_ENABLED: "not-set-up",
} as const;
type KnownCode = keyof typeof codes;

const stepErrors = {
  "password-wrong": "step-over",
  "code-wrong": "code-wrong",
  "step-over": "step-over",
  "too-many-attempts": "too-many-attempts",
  "already-set-up": "step-over",
  "not-set-up": "step-over",
} as const satisfies Record<(typeof codes)[KnownCode], SecondStepError>;

/** Returns better-auth's answer, or its refusal. Throws for anything else. */
async function answerOf<Value>(
  call: () => Promise<Value>,
): Promise<Result<Value, (typeof codes)[KnownCode]>> {
  try {
    return ok(await call());
  } catch (error) {
    if (!isAPIError(error)) throw error;
    // Another sign-in has used a recovery code at the same time.
    if (error.statusCode === 409) return err("step-over");
    const { code } = error.body ?? {};
    if (code !== undefined && code in codes) return err(codes[code as KnownCode]);
    throw error;
  }
}
