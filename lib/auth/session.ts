import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { appContext } from "@/lib/context";
import { roleById } from "@/lib/db/people/read-roles";
import { signInSettingsOf } from "@/lib/db/people/read-sign-in-settings";
import { endSessionByToken, recordInput } from "@/lib/db/people/record-sessions";
import { newPasswordPath, pathHeader, secondFactorPath, signInPath } from "@/lib/domain/next-path";
import { isConfirmed } from "@/lib/domain/people/confirmation";
import type { Actor } from "@/lib/domain/people/permissions";
import type { SecondFactorState } from "@/lib/domain/people/second-factor";
import { type FirstStep, mustDoFirst } from "./must-do-first";

/** The last use is stored at most this often. */
const storedEveryMs = 60_000;

export type SignedIn = {
  actor: Actor;
  email: string;
  mustChangePassword: boolean;
  /** The role needs a second factor or a passkey, the person has none, and the time for it is over. */
  mustSetUpSecondFactor: boolean;
  secondFactor: SecondFactorState;
  /** The person has proved within the last minutes who they are. */
  isConfirmed: boolean;
  /** By the company's OpenID provider, which has its own factors: the desk requires neither a password nor a code. */
  isByProvider: boolean;
  /** The last factor of the sign-in. */
  signedInBy: string | null;
  sessionId: string;
  signedInAt: Date;
  lastInputAt: Date;
};

/** Returns null also for disabled people, for unknown roles, and after the longest time of a session or without use. */
export const signedIn = cache(async (): Promise<SignedIn | null> => {
  const sent = await cookies();
  const request = new Headers(await headers());
  // After an action that has replaced the session, as the set-up of a second factor does, the headers hold the old cookie.
  request.set("cookie", sent.toString());
  return readSession(request, { prolongs: true });
});

/** Records that the person uses the session: an action, or a key press or click that the browser reports. */
export async function recordUse({ sessionId, lastInputAt }: SignedIn): Promise<void> {
  const now = new Date();
  if (now.getTime() - lastInputAt.getTime() >= storedEveryMs)
    await recordInput(appContext().database.db, sessionId, now);
}

export async function signedInOrRedirect(): Promise<SignedIn> {
  const person = await signedIn();
  if (person === null) redirect(signInPath(await requestedPath()));
  return person;
}

/** Also redirects a person who must do something first, and who sees nothing of the desk before. */
export async function enteredOrRedirect(): Promise<SignedIn> {
  const person = await signedInOrRedirect();
  const step = mustDoFirst(person);
  if (step !== null) await redirectToStep(step);
  return person;
}

export async function redirectToStep(step: FirstStep): Promise<never> {
  const path = await requestedPath();
  redirect(step === "change-password" ? newPasswordPath(path) : secondFactorPath(path));
}

async function requestedPath(): Promise<string> {
  return (await headers()).get(pathHeader) ?? "/";
}

/** Returns the person without prolonging the session. */
export function stillSignedIn(headers: Headers): Promise<SignedIn | null> {
  return readSession(headers, { prolongs: false });
}

async function readSession(headers: Headers, { prolongs }: { prolongs: boolean }): Promise<SignedIn | null> {
  const query = { disableRefresh: !prolongs };
  const found = await appContext().auth.api.getSession({ headers, query });
  if (found === null || found.user.disabled !== false) return null;
  const { db } = appContext().database;
  const { session } = found;
  const { sessionHours, idleMinutes } = await signInSettingsOf(db);
  const now = new Date();
  // Also for a session in constant use, so that a stolen session ends.
  if (now.getTime() - session.createdAt.getTime() > sessionHours * 3_600_000) return null;
  const lastInputAt = session.lastInputAt ?? session.createdAt;
  if (now.getTime() - lastInputAt.getTime() > idleMinutes * 60_000) {
    // A later request must not revive the session.
    await endSessionByToken(db, session.token);
    return null;
  }
  const { id, name, email, passwordIsTemporary, twoFactorEnabled, secondFactorDueAt, secondFactorResetBy } =
    found.user;
  const isByProvider = session.signedInBy === "provider";
  // Nobody could confirm it any more.
  if (isByProvider && appContext().env.signInProvider === null) return null;
  const role = await roleById(db, found.user.role);
  if (role === null) return null;
  return {
    actor: { id, name, role },
    email,
    // Who has signed in by a passkey need not know the temporary password, which opens nothing without the passkey.
    mustChangePassword: !isByProvider && session.signedInBy !== "passkey" && passwordIsTemporary === true,
    mustSetUpSecondFactor:
      !isByProvider && twoFactorEnabled !== true && secondFactorDueAt != null && secondFactorDueAt <= now,
    secondFactor: {
      isSetUp: twoFactorEnabled === true,
      dueAt: secondFactorDueAt?.toISOString() ?? null,
      resetBy: secondFactorResetBy ?? null,
    },
    isConfirmed: isConfirmed(session.confirmedAt ?? session.createdAt, now),
    isByProvider,
    signedInBy: session.signedInBy ?? null,
    sessionId: session.id,
    signedInAt: session.createdAt,
    lastInputAt,
  };
}
