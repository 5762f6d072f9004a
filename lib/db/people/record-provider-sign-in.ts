import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { account, session, user } from "@/lib/db/schema/people";
import type { Actor } from "@/lib/domain/people/permissions";
import { addPersonInput, type PersonError } from "@/lib/domain/people/person";
import type { ProvidedPerson, ProviderError } from "@/lib/domain/people/provider-sign-in";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockPeople, roleByIdOrName } from "./read-roles";
import { setDue } from "./record-sign-in-settings";
import { isLastAdministrator, mayManage } from "./write-people";

type Known = { id: string; name: string; email: string };

/**
 * Returns the person whom the provider names: by the subject, then by a verified e-mail address, or a new person with the
 * role (its id, or the name of an own role). `byGroups`: the groups decide the role of known people too, except of `emergency`
 * and of the last administrator.
 */
export function recordProvided(
  db: Database,
  provided: ProvidedPerson,
  how: { role: string | null; byGroups: boolean; emergency: string | null },
): Promise<Result<Known, ProviderError>> {
  return db.transaction(async (tx) => {
    await lockPeople(tx);
    const role = how.role === null ? null : await roleByIdOrName(tx, how.role);
    const linked = await personOf(tx, provided);
    const found = linked === null ? await personToLink(tx, provided) : ok(linked);
    if (!found.ok) return found;
    const before = found.value;
    if (before === null) return role === null ? err("no-role") : addProvided(tx, provided, role.id);
    if (before.disabled) return err("person-disabled");
    const keepsRole =
      !how.byGroups || before.email === how.emergency || (await isLastAdministrator(tx, before));
    if (!keepsRole && role === null) return err("no-role");
    if (linked === null) await link(tx, before, provided);
    if (!keepsRole && role !== null && role.id !== before.role) await giveRole(tx, before, role.id);
    return ok(before);
  });
}

/** The provider's address and its name for the person. An address contains no blank. */
const subjectOf = ({ issuer, subject }: ProvidedPerson) => `${issuer} ${subject}`;

/**
 * Unlinks the company account of another person and ends the sessions by it. The next company account with the verified address
 * is linked instead: a person may have a new account at the provider.
 */
export async function unlinkProvider(
  db: Database,
  actor: Actor,
  personId: string,
): Promise<Result<null, PersonError>> {
  return mayManage(db, actor, personId, async (tx) => {
    const unlinked = await tx
      .delete(account)
      .where(and(eq(account.providerId, "oidc"), eq(account.userId, personId)))
      .returning({ id: account.id });
    if (unlinked.length === 0) return err("not-linked");
    await tx.delete(session).where(and(eq(session.userId, personId), eq(session.signedInBy, "provider")));
    await audit(tx, {
      actor,
      action: "person.provider-unlinked",
      subject: `person:${personId}`,
      detail: {},
    });
    return ok(null);
  });
}

/** Returns the id of the person who has signed in by this subject before, or null. */
export async function providedPersonId(db: Database, provided: ProvidedPerson): Promise<string | null> {
  return (await personOf(db, provided))?.id ?? null;
}

async function personOf(
  tx: Database | Transaction,
  provided: ProvidedPerson,
): Promise<typeof user.$inferSelect | null> {
  const [row] = await tx
    .select({ person: user })
    .from(account)
    .innerJoin(user, eq(user.id, account.userId))
    .where(and(eq(account.providerId, "oidc"), eq(account.accountId, subjectOf(provided))));
  return row?.person ?? null;
}

/** Returns the person with the verified address who has no other subject, or null where nobody has the address. */
async function personToLink(
  tx: Transaction,
  { issuer, email, isEmailVerified }: ProvidedPerson,
): Promise<Result<typeof user.$inferSelect | null, ProviderError>> {
  const address = addressOf(email);
  if (address === null) return err("email-missing");
  if (!isEmailVerified) return err("email-unverified");
  const [person] = await tx.select().from(user).where(eq(user.email, address));
  if (person === undefined) return ok(null);
  const [other] = await tx
    .select({ id: account.id })
    .from(account)
    .where(
      and(
        eq(account.providerId, "oidc"),
        eq(account.userId, person.id),
        // After a change of the provider people are linked anew.
        sql`starts_with(${account.accountId}, ${`${issuer} `})`,
      ),
    );
  // A new person of the company may have got the address of a person who left.
  return other === undefined ? ok(person) : err("email-taken");
}

/** Returns the address as the desk stores it. Cleaning other than ASCII letters could make the address of somebody else. */
function addressOf(email: string | null): string | null {
  const isPlain = email !== null && /^[\x21-\x7e]+$/.test(email);
  return (isPlain && addPersonInput.shape.email.safeParse(email).data) || null;
}

async function addProvided(
  tx: Transaction,
  provided: ProvidedPerson,
  roleId: string,
): Promise<Result<Known, ProviderError>> {
  const email = addressOf(provided.email);
  if (email === null) return err("email-missing");
  const name = addPersonInput.shape.name.safeParse(provided.name.slice(0, 80)).data ?? email.slice(0, 80);
  const person = { id: randomUUID(), name, email };
  await tx.insert(user).values({ ...person, role: roleId, emailVerified: true });
  await tx.insert(account).values(accountOf(person.id, provided));
  await setDue(tx, person.id);
  await audit(tx, {
    actor: person,
    action: "person.added",
    subject: `person:${person.id}`,
    detail: { role: roleId, by: "provider" },
  });
  return ok(person);
}

async function link(tx: Transaction, person: Known, provided: ProvidedPerson): Promise<void> {
  await tx.insert(account).values(accountOf(person.id, provided));
  await audit(tx, {
    actor: person,
    action: "person.provider-linked",
    subject: `person:${person.id}`,
    detail: { issuer: provided.issuer },
  });
}

const accountOf = (personId: string, provided: ProvidedPerson): typeof account.$inferInsert => ({
  id: randomUUID(),
  accountId: subjectOf(provided),
  providerId: "oidc",
  userId: personId,
});

async function giveRole(tx: Transaction, before: typeof user.$inferSelect, roleId: string): Promise<void> {
  await tx
    .update(user)
    .set({ role: roleId, updatedAt: sql`clock_timestamp()` })
    .where(eq(user.id, before.id));
  await setDue(tx, before.id);
  await audit(tx, {
    actor: { id: null, name: "" },
    action: "person.role-changed",
    subject: `person:${before.id}`,
    detail: { from: before.role, to: roleId, by: "provider" },
  });
}
