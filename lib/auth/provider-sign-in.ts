import "server-only";
import { headers } from "next/headers";
import { appContext } from "@/lib/context";
import { roleByIdOrName } from "@/lib/db/people/read-roles";
import { providedPersonId, recordProvided } from "@/lib/db/people/record-provider-sign-in";
import { confirmSession } from "@/lib/db/people/record-second-factor";
import { endSessionByToken } from "@/lib/db/people/record-sessions";
import { subtractAttempt } from "@/lib/db/people/sign-in-attempts";
import { personById, recordSignIn } from "@/lib/db/people/write-people";
import { confirmedPath, notConfirmedPath, setupPath, signInErrorPath } from "@/lib/domain/next-path";
import {
  type ProvidedPerson,
  type ProviderError,
  type ProviderState,
  roleOfGroups,
} from "@/lib/domain/people/provider-sign-in";
import { err, ok, type Result } from "@/lib/domain/result";
import type { SignInProviderEnv } from "@/lib/env";
import { confirmationWays } from "./confirmation";
import { mayAttempt } from "./count-sign-in";
import { emergencyAddress } from "./emergency-account";
import { logRefusedSignIn } from "./failed-sign-ins";
import { byAddress } from "./limits";
import { needsSetUp } from "./people";
import { beginFlow, callbackPath, type Flow, readProviderAnswer, takeFlow } from "./provider";
import { signedIn } from "./session";
import { clientOf, rememberBrowser, shownAddress } from "./sign-in";

/** What a flow is for. `confirms`: for a confirmation of the person who is signed in. `next`: where it leads. */
type Purpose = { next: string; confirms: boolean };

/** Returns the address to which the browser goes next: of the provider, or of a page of the desk. Null: there is no provider. */
export async function beginProviderSignIn(purpose: Purpose): Promise<string | null> {
  const provider = appContext().env.signInProvider;
  if (provider === null) return null;
  if (await needsSetUp()) return setupPath;
  // A link must not replace the person whose page is open.
  if (!purpose.confirms && (await signedIn()) !== null) return purpose.next;
  const begun = await beginFlow(provider, purpose);
  return begun.ok ? begun.value.href : refused(purpose, begun.error.code);
}

/** Returns the page to which the provider's answer leads. Null: there is no provider. */
export async function endProviderSignIn(answer: URL): Promise<string | null> {
  const provider = appContext().env.signInProvider;
  if (provider === null) return null;
  const flow = await takeFlow(answer.searchParams.get("state"));
  if (flow === null) return refused({ next: "/", confirms: false }, "flow-over");
  const provided = await readAnswer(provider, flow, answer);
  if (!provided.ok) return refused(flow, provided.error.code);
  const ended = flow.confirms
    ? await confirm(provided.value)
    : await signInProvided(provider, provided.value);
  if (!ended.ok) return refused(flow, ended.error.code);
  return flow.confirms ? confirmedPath : flow.next;
}

async function refused({ next, confirms }: Purpose, code: ProviderError): Promise<string> {
  logRefusedSignIn({ who: "provider", address: clientOf(await headers()), reason: code });
  return confirms ? notConfirmedPath(code) : signInErrorPath(code, next);
}

async function readAnswer(
  provider: SignInProviderEnv,
  flow: Flow,
  answer: URL,
): Promise<Result<ProvidedPerson, ProviderError>> {
  const { database, env, pseudonyms } = appContext();
  // Each answer has the desk ask the provider.
  const attempts = `provider:${pseudonyms.address(clientOf(await headers()))}`;
  const may = await mayAttempt(database.db, attempts, byAddress);
  if (!may.ok) return may;
  const sentTo = new URL(`${env.deskUrl}${callbackPath}${answer.search}`);
  const provided = await readProviderAnswer(provider, flow, sentTo);
  if (provided.ok) await subtractAttempt(database.db, attempts);
  return provided;
}

/** Confirms the session of the browser, which must be one of the same person, and confirmed in no other way. */
async function confirm(provided: ProvidedPerson): Promise<Result<null, ProviderError>> {
  const { db } = appContext().database;
  const session = await signedIn();
  if (session === null) return err("flow-over");
  if (session.actor.id !== (await providedPersonId(db, provided))) return err("other-person");
  if (!(await confirmationWays(session)).includes("provider")) return err("not-fresh");
  await confirmSession(db, session.actor, session.sessionId, "provider");
  return ok(null);
}

async function signInProvided(
  provider: SignInProviderEnv,
  provided: ProvidedPerson,
): Promise<Result<null, ProviderError>> {
  const { groupRoles, defaultRole, passwordOnlyFor } = provider;
  const byGroups = groupRoles.length > 0;
  // Providers leave out the groups of a person who has very many.
  if (byGroups && provided.groups === null) return err("groups-missing");
  const role = roleOfGroups(provided.groups ?? [], groupRoles, defaultRole);
  const { auth, database, pseudonyms } = appContext();
  const person = await recordProvided(database.db, provided, {
    role,
    byGroups,
    emergency: passwordOnlyFor,
  });
  if (!person.ok) return person;
  const { id, email } = person.value;
  const requestHeaders = await headers();
  const { token } = await auth.api.openSession({
    body: { userId: id, by: "provider" },
    headers: requestHeaders,
  });
  // Disabling a person ends the sessions that exist at that time.
  if ((await personById(database.db, id))?.disabled !== false) {
    await endSessionByToken(database.db, token);
    return err("person-disabled");
  }
  await recordSignIn(database.db, person.value, {
    by: "provider",
    token,
    address: shownAddress(requestHeaders),
  });
  await rememberBrowser(pseudonyms.account(email));
  return ok(null);
}

/** Returns how people sign in by the provider, with the mistakes of its settings. Null: there is no provider. */
export async function providerState(): Promise<ProviderState | null> {
  const { env, database } = appContext();
  const provider = env.signInProvider;
  if (provider === null) return null;
  const { name, issuer, passwordOnlyFor, groupRoles, defaultRole } = provider;
  const named = new Set([
    ...groupRoles.map(({ role }) => role),
    ...(defaultRole === null ? [] : [defaultRole]),
  ]);
  const unknownRoles: string[] = [];
  for (const role of named) if ((await roleByIdOrName(database.db, role)) === null) unknownRoles.push(role);
  const isInForce = (await emergencyAddress()) !== null;
  const ifNot = passwordOnlyFor === null ? "everybody" : "no-emergency";
  return {
    name,
    issuer,
    passwords: isInForce ? "emergency" : ifNot,
    emergency: passwordOnlyFor,
    unknownRoles,
  };
}
