// The question that a passkey answers. The browser keeps it in an encrypted cookie, so that a stranger's questions cost no row;
// an accepted answer is recorded, so that it counts once.
import "server-only";
import { randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import * as z from "zod/mini";
import { appContext } from "@/lib/context";

/** One for each purpose: a confirmation may be asked for while a passkey is made. */
const cookieOf = (purpose: Asked["purpose"]) => `refund-desk.passkey-${purpose}`;
/** No longer than the record of an accepted answer lasts (codeLifetime in record-second-factor). */
const lifetimeS = 5 * 60;

const purposes = ["sign-in", "confirm", "add"] as const;

const askedShape = z.object({
  /** 256 bits, base64url. */
  challenge: z.string(),
  purpose: z.enum(purposes),
  /** Null before a sign-in. */
  sessionId: z.nullable(z.string()),
  /** Milliseconds, the desk's clock. */
  askedAt: z.number(),
});
type Asked = z.infer<typeof askedShape>;

/** Returns a new challenge, which replaces an earlier one of this browser. */
export async function newChallenge(asked: Pick<Asked, "purpose" | "sessionId">): Promise<string> {
  const { env, cipher } = appContext();
  const challenge = randomBytes(32).toString("base64url");
  const cookieName = cookieOf(asked.purpose);
  const kept: Asked = { ...asked, challenge, askedAt: Date.now() };
  (await cookies()).set(cookieName, cipher.encrypt(cookieName, JSON.stringify(kept)), {
    httpOnly: true,
    sameSite: "strict",
    secure: env.deskUrl.startsWith("https:"),
    path: "/",
    maxAge: lifetimeS,
  });
  return challenge;
}

/** Returns the challenge of this browser, and forgets it. Null: there is none for the purpose and the session, or it is too old. */
export async function takeChallenge({
  purpose,
  sessionId,
}: Pick<Asked, "purpose" | "sessionId">): Promise<string | null> {
  const cookieName = cookieOf(purpose);
  const jar = await cookies();
  const stored = jar.get(cookieName)?.value;
  if (stored === undefined) return null;
  jar.delete(cookieName);
  const text = appContext().cipher.decrypt(cookieName, stored);
  const asked = text === null ? null : (askedShape.safeParse(JSON.parse(text)).data ?? null);
  if (asked === null || asked.purpose !== purpose || asked.sessionId !== sessionId) return null;
  // A time in the future is one of a clock that was set back.
  return Math.abs(Date.now() - asked.askedAt) < lifetimeS * 1000 ? asked.challenge : null;
}
