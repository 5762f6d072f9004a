import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { appContext } from "@/lib/context";
import { pathHeader, signInPath } from "@/lib/domain/next-path";
import { type Actor, isRole } from "@/lib/domain/people/permissions";

/** Also for a session in constant use, so that a stolen session ends after a day. */
const longestSessionMs = 24 * 60 * 60_000;

export type SignedIn = { actor: Actor; email: string; mustChangePassword: boolean; sessionId: string };

/** Null also for disabled people, for unknown roles and after a day. */
export const signedIn = cache(async (): Promise<SignedIn | null> => readSession(await headers(), {}));

export async function signedInOrRedirect(): Promise<SignedIn> {
  const person = await signedIn();
  if (person === null) redirect(signInPath((await headers()).get(pathHeader) ?? "/"));
  return person;
}

export function stillSignedIn(headers: Headers): Promise<SignedIn | null> {
  return readSession(headers, { disableRefresh: true });
}

async function readSession(headers: Headers, query: { disableRefresh?: boolean }): Promise<SignedIn | null> {
  const found = await appContext().auth.api.getSession({ headers, query });
  if (found === null || found.user.disabled !== false) return null;
  if (Date.now() - found.session.createdAt.getTime() > longestSessionMs) return null;
  const { id, name, email, role, passwordIsTemporary } = found.user;
  if (!isRole(role)) return null;
  return {
    actor: { id, name, role },
    email,
    mustChangePassword: passwordIsTemporary === true,
    sessionId: found.session.id,
  };
}
