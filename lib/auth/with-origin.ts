// What the audit says about the request that runs: whose session, and from where.
import "server-only";
import { headers } from "next/headers";
import type { Actor } from "@/lib/domain/people/permissions";
import { noOrigin, withOrigin } from "@/lib/request-origin";
import { type SignedIn, signedInOrRedirect } from "./session";
import { shownAddress } from "./sign-in";

/** Runs `run` with what the audit says about a request of the person. */
export async function inSession<Value>(
  { sessionId, actor: { id, role } }: SignedIn,
  run: () => Promise<Value>,
): Promise<Value> {
  return withOrigin({ personId: id, sessionId, address: shownAddress(await headers()), role }, run);
}

/** Runs a write of a page, or of a way out, with what the audit says about the person's request. */
export async function withPerson(run: (actor: Actor) => Promise<void>): Promise<void> {
  const person = await signedInOrRedirect();
  await inSession(person, () => run(person.actor));
}

/** Runs a step of a person who has not signed in yet. */
export async function beforeSignIn<Value>(run: () => Promise<Value>): Promise<Value> {
  return withOrigin({ ...noOrigin, address: shownAddress(await headers()) }, run);
}
