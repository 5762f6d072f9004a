// People get their first or a new password: by a mail with a link that sets one, or handed over by an administrator.
import "server-only";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { appContext } from "@/lib/context";
import { hasInvitation, recordAcceptance, recordInvitationSent } from "@/lib/db/people/record-invitations";
import { recordPerson, setPassword } from "@/lib/db/people/write-people";
import type { Actor } from "@/lib/domain/people/permissions";
import type {
  AcceptInvitationInput,
  AddPersonInput,
  HandedPassword,
  InvitationError,
  PersonError,
  ResetPasswordInput,
} from "@/lib/domain/people/person";
import { err, ok, type Result } from "@/lib/domain/result";
import type { Mail, Mailer } from "@/lib/notifications/mailer";
import { isCommonPassword } from "./common-passwords";
import { mayAttempt } from "./count-sign-in";
import { emergencyAddress, isEmergency, isProviderOnly } from "./emergency-account";
import { bySetUp } from "./limits";
import { hashPassword } from "./password-hash";
import { forgetAttempts, temporaryPassword } from "./people";
import { clientOf, withHashPlace } from "./sign-in";

/** Writes the mail with the link, in the language of the person who sends it. */
export type WriteMail = (link: string) => Promise<Pick<Mail, "subject" | "text">>;

/** `link`: what the mail with a link needs; null for a password that is handed over. */
type Issued = {
  password: string;
  link: { hash: string; mailer: Mailer; mail: Awaited<ReturnType<WriteMail>> } | null;
};

/** Nobody knows the password of a person who gets a link. Returns null where mail is not set up. */
async function issue(by: ResetPasswordInput["by"], write: WriteMail): Promise<Issued | null> {
  if (by === "password") return { password: temporaryPassword(), link: null };
  const { mailer, env } = appContext();
  if (mailer === null) return null;
  const token = randomBytes(32).toString("base64url");
  // No server and no log sees what follows the "#".
  const mail = await write(`${env.deskUrl}/invitation#${token}`);
  return { password: randomBytes(32).toString("hex"), link: { hash: hashOf(token), mailer, mail } };
}

export async function addPerson(
  actor: Actor,
  { by, ...person }: AddPersonInput,
  write: WriteMail,
): Promise<Result<HandedPassword, PersonError>> {
  if (by === "provider") return addForProvider(actor, person);
  if (await isProviderOnly(person.email)) return err("provider-only");
  const issued = await issue(by, write);
  if (issued === null) return err("no-mail");
  const added = await withHashPlace("known", async () =>
    recordPerson(appContext().database.db, actor, {
      ...person,
      id: randomUUID(),
      passwordHash: await hashPassword(issued.password),
      invitation: issued.link?.hash ?? null,
    }),
  );
  return added.ok ? ok(await hand(issued, person.email)) : added;
}

/** The person has no password, and is linked at the first sign-in by a verified address. */
async function addForProvider(
  actor: Actor,
  person: Omit<AddPersonInput, "by">,
): Promise<Result<HandedPassword, PersonError>> {
  const { database, env } = appContext();
  if (env.signInProvider === null) return err("no-provider");
  const added = await recordPerson(database.db, actor, {
    ...person,
    id: randomUUID(),
    passwordHash: null,
    invitation: null,
  });
  return added.ok ? ok({ kind: "provider" }) : added;
}

/** The former password and the sessions of the person end at once. */
export async function resetPassword(
  actor: Actor,
  { personId, by }: ResetPasswordInput,
  write: WriteMail,
): Promise<Result<HandedPassword, PersonError>> {
  if (personId === actor.id) return err("own-account");
  // Whoever gives it a password could use it. "--rescue" gives it one.
  if (await isEmergency(personId)) return err("emergency-account");
  if ((await emergencyAddress()) !== null) return err("provider-only");
  const issued = await issue(by, write);
  if (issued === null) return err("no-mail");
  const { db } = appContext().database;
  const set = await withHashPlace("known", async () =>
    setPassword(db, actor, personId, await hashPassword(issued.password), {
      temporary: true,
      keepSession: null,
      invitation: issued.link?.hash ?? null,
    }),
  );
  if (!set.ok) return set;
  const handed = await hand(issued, set.value.email);
  await forgetAttempts(db, appContext().pseudonyms.account(set.value.email));
  return ok(handed);
}

async function hand({ password, link }: Issued, to: string): Promise<HandedPassword> {
  if (link === null) return { kind: "password", password };
  const sent = await link.mailer.send({ ...link.mail, to });
  if (sent.ok) await recordInvitationSent(appContext().database.db, link.hash);
  return { kind: "mail", isSent: sent.ok };
}

/** Wrong tokens count against the address of the client. A right one is accepted whatever others at the address tried. */
export async function acceptInvitation({
  token,
  password,
}: AcceptInvitationInput): Promise<Result<null, InvitationError>> {
  const { database, pseudonyms } = appContext();
  const hash = hashOf(token);
  if (!(await hasInvitation(database.db, hash))) {
    const attempts = `invitation:${pseudonyms.address(clientOf(await headers()))}`;
    const may = await mayAttempt(database.db, attempts, bySetUp);
    return may.ok ? err("invitation-over") : may;
  }
  if (await isCommonPassword(password)) return err("password-common");
  const accepted = await withHashPlace("anybody", async () =>
    recordAcceptance(database.db, hash, await hashPassword(password)),
  );
  if (!accepted.ok) return accepted;
  await forgetAttempts(database.db, pseudonyms.account(accepted.value.email));
  return ok(null);
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
