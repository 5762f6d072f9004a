import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { appContext } from "@/lib/context";
import { roleById } from "@/lib/db/people/read-roles";
import { newPasswordPath, pathHeader, signInPath } from "@/lib/domain/next-path";
import type { Actor } from "@/lib/domain/people/permissions";
import { mustDoFirst } from "./must-do-first";

/** Also for a session in constant use, so that a stolen session ends after a day. */
const longestSessionMs = 24 * 60 * 60_000;

export type SignedIn = { actor: Actor; email: string; mustChangePassword: boolean; sessionId: string };

/** Returns null also for disabled people, for unknown roles and after a day. */
export const signedIn = cache(async (): Promise<SignedIn | null> => readSession(await headers(), {}));

export async function signedInOrRedirect(): Promise<SignedIn> {
  const person = await signedIn();
  if (person === null) redirect(signInPath(await requestedPath()));
  return person;
}

/** Also redirects a person with a temporary password, who sees nothing of the desk before the change. */
export async function enteredOrRedirect(): Promise<SignedIn> {
  const person = await signedInOrRedirect();
  if (mustDoFirst(person) !== null) await redirectToNewPassword();
  return person;
}

export async function redirectToNewPassword(): Promise<never> {
  redirect(newPasswordPath(await requestedPath()));
}

async function requestedPath(): Promise<string> {
  return (await headers()).get(pathHeader) ?? "/";
}

/** Returns the person without prolonging the session. */
export function stillSignedIn(headers: Headers): Promise<SignedIn | null> {
  return readSession(headers, { disableRefresh: true });
}

async function readSession(headers: Headers, query: { disableRefresh?: boolean }): Promise<SignedIn | null> {
  const found = await appContext().auth.api.getSession({ headers, query });
  if (found === null || found.user.disabled !== false) return null;
  if (Date.now() - found.session.createdAt.getTime() > longestSessionMs) return null;
  const { id, name, email, passwordIsTemporary } = found.user;
  const role = await roleById(appContext().database.db, found.user.role);
  if (role === null) return null;
  return {
    actor: { id, name, role },
    email,
    mustChangePassword: passwordIsTemporary === true,
    sessionId: found.session.id,
  };
}
