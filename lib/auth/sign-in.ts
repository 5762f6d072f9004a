// Signing in: cheap limits first, then one hash, then the session. Who has signed in with a browser before is counted by that
// browser, so that a stranger's wrong passwords keep nobody out who is known here.
import "server-only";
import { randomBytes } from "node:crypto";
import { isAPIError } from "better-auth/api";
import { cookies, headers } from "next/headers";
import { appContext } from "@/lib/context";
import { personByEmail, recordSignIn } from "@/lib/db/people/write-people";
import type { SignInError, SignInInput } from "@/lib/domain/people/person";
import { err, ok, type Result } from "@/lib/domain/result";
import { countSignIn, countsOf, forgiveSignIn, refusedLately } from "./count-sign-in";
import { noteFailedSignIn } from "./failed-sign-ins";
import { createHashPlaces, type Lane } from "./limits";
import { hashPassword, verifyPassword } from "./password-hash";

const deviceLifetimeS = 180 * 24 * 60 * 60;

// Next bundles pages and handlers apart, and a process has one budget.
const key = Symbol.for("refund-desk.hash-places");
const holder = globalThis as { [key]?: ReturnType<typeof createHashPlaces> };

/** Runs what hashes a password, when there is a place for it; refuses with `busy` otherwise. */
export async function withHashPlace<Value, Code extends string>(
  lane: Lane,
  run: () => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code | "busy">> {
  holder[key] ??= createHashPlaces();
  const give = holder[key](lane);
  if (give === null) return err("busy");
  try {
    return await run();
  } finally {
    give();
  }
}

/**
 * Returns the client's address as the gate of scripts/serve-desk.ts saw it; "unknown" without the gate, where a client
 * could write the header itself.
 */
export function clientOf(asked: Headers): string {
  return (process.env.DESK_BEHIND_GATE === "1" && asked.get("x-desk-client")) || "unknown";
}

/**
 * Signs in and sets the cookies of the session and of the browser. A disabled person, an unknown one and a wrong password
 * answer alike. Refuses with `busy` or `too-many-tries` before any hash is made.
 */
export async function signIn(input: SignInInput): Promise<Result<null, SignInError>> {
  const { pseudonyms, database } = appContext();
  const asked = await headers();
  const account = pseudonyms.account(input.email);
  const kept = (await cookies()).get(deviceCookie(account))?.value;
  const device = kept === undefined ? null : pseudonyms.deviceOf(account, kept);
  const client = pseudonyms.address(clientOf(asked));
  const trying = { account, client, device };
  const known = device !== null;
  const lately = refusedLately(countsOf(trying).map(([name]) => name));
  if (!lately.ok) return lately;
  return withHashPlace(known ? "known" : "anybody", async () => {
    const counted = await countSignIn(database.db, trying);
    const signedIn = counted.ok ? await checkPassword(input, asked) : counted;
    if (!signedIn.ok) {
      await noteFailedSignIn({ account, address: client, known, locked: !counted.ok });
      return signedIn;
    }
    await forgiveSignIn(database.db, trying);
    await rememberBrowser(account);
    return signedIn;
  });
}

async function checkPassword(input: SignInInput, asked: Headers): Promise<Result<null, SignInError>> {
  const { db } = appContext().database;
  const person = await personByEmail(db, input.email);
  if (person?.disabled) {
    // Spends the same time as a password that is checked.
    await hashPassword(input.password);
    return err("credentials-wrong");
  }
  if (person?.temporaryIsOver) {
    const isRight = await verifyPassword({ hash: person.passwordHash, password: input.password });
    return err(isRight ? "temporary-password-over" : "credentials-wrong");
  }
  try {
    await appContext().auth.api.signInEmail({ body: input, headers: asked });
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return err("credentials-wrong");
    throw error;
  }
  if (person) await recordSignIn(db, person);
  return ok(null);
}

/** Makes this browser one that is known at an account. One that was known before gets a new nonce, and a count of its own. */
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
}

/** Several people may share a browser, each with a cookie of their own. */
function deviceCookie(account: string): string {
  return `refund-desk.device-${account.slice(0, 12)}`;
}
