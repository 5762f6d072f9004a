import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type AppContext, setAppContext } from "@/lib/context";
import {
  hasPasskey,
  type NewPasskey,
  passkeysOf,
  recordPasskey,
  removeOwnPasskey,
} from "@/lib/db/people/record-passkeys";
import { recordRescue } from "@/lib/db/people/record-rescue";
import {
  recordRoleFactor,
  recordSecondFactor,
  resetSecondFactor,
} from "@/lib/db/people/record-second-factor";
import { auditEntries } from "@/lib/db/schema/journal";
import { passkeys, roles, session, signInSettings, user } from "@/lib/db/schema/people";
import { addPasskeyInput, mostPasskeys, passkeyProof } from "@/lib/domain/people/passkey";
import type { Actor } from "@/lib/domain/people/permissions";
import { createPasskeyDevice } from "@/tests/support/passkey-device";
import { administrator, approver, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { newPasskey, proven } from "./passkey-answers";
import { createPseudonyms } from "./pseudonyms";

const origin = "https://refunds.example.com";
const domain = "refunds.example.com";
const { usedCode } = createPseudonyms("a secret of at least 32 characters");
const challengeOf = () => randomBytes(32).toString("base64url");

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
  setAppContext({
    database: desk.database,
    env: { deskUrl: origin },
    pseudonyms: createPseudonyms("a secret of at least 32 characters"),
  } as AppContext);
});
afterAll(() => desk.close());
beforeEach(async () => {
  const { db } = desk.database;
  await db.delete(passkeys);
  await db.delete(signInSettings);
  await db.update(roles).set({ needsSecondFactor: false });
  await db.update(user).set({ twoFactorEnabled: false, secondFactorDueAt: null });
});

const said = (challenge: string) => ({ challenge, origin, domain, isVerified: true, counter: 1 });

const sessionOf = (personId: string) => `session-of-${personId}`;

async function record(actor: Actor, passkey: NewPasskey, challengeHash: string) {
  const { db } = desk.database;
  const row = { id: sessionOf(actor.id), token: sessionOf(actor.id), userId: actor.id };
  await db
    .insert(session)
    .values({ ...row, expiresAt: new Date(Date.now() + 60_000) })
    .onConflictDoNothing();
  return recordPasskey(db, actor, passkey, { sessionId: row.id, challengeHash });
}

async function added(actor: Actor = operator) {
  const device = createPasskeyDevice(actor.id);
  const challenge = challengeOf();
  const made = await newPasskey(device.make({ ...said(challenge), counter: 0 }), challenge);
  if (made === null) throw new Error("the passkey was refused");
  const stored = { ...made, name: "노트북" };
  expect(await record(actor, stored, usedCode(actor.id, challenge))).toMatchObject({ ok: true });
  return device;
}

const anybody = () => true;

test("a passkey answers each question once, also when two answers arrive at once", async () => {
  const device = await added();
  const challenge = challengeOf();
  const proof = device.prove(said(challenge));
  expect(passkeyProof.parse(proof)).toEqual(proof);
  const both = await Promise.all([proven(proof, challenge, anybody), proven(proof, challenge, anybody)]);
  expect(both.filter((id) => id === operator.id)).toHaveLength(1);
  expect(await proven(proof, challenge, anybody)).toBeNull();
  const next = challengeOf();
  expect(await proven(device.prove({ ...said(next), counter: 2 }), next, anybody)).toBe(operator.id);
  const [stored] = await passkeysOf(desk.database.db, operator.id);
  expect(stored?.counter).toBe(2);
  expect(stored?.lastUsedAt).not.toBeNull();
});

test.each([
  ["to another question", { challenge: challengeOf() }],
  ["of another site", { origin: "https://refunds.example.com.evil.example" }],
  ["of another port", { origin: "https://refunds.example.com:8443" }],
  ["without TLS", { origin: "http://refunds.example.com" }],
  ["of another domain", { domain: "example.com" }],
  ["without a verified person", { isVerified: false }],
])("an answer %s neither makes a passkey nor proves one", async (_, change) => {
  const device = await added();
  const challenge = challengeOf();
  const other = { ...said(challenge), ...change };
  expect(await proven(device.prove(other), challenge, anybody)).toBeNull();
  expect(await newPasskey(createPasskeyDevice(operator.id).make(other), challenge)).toBeNull();
  expect(await proven(device.prove(said(challenge)), challenge, anybody)).toBe(operator.id);
});

test("an answer is refused that was signed by another key, or of a device that was copied", async () => {
  const [device, other] = [await added(), createPasskeyDevice(operator.id)];
  const challenge = challengeOf();
  const forged = { ...other.prove(said(challenge)), id: device.id, rawId: device.id };
  expect(await proven(forged, challenge, anybody)).toBeNull();
  expect(await proven(other.prove(said(challenge)), challenge, anybody)).toBeNull();
  const later = challengeOf();
  expect(await proven(device.prove({ ...said(later), counter: 7 }), later, anybody)).toBe(operator.id);
  const copied = challengeOf();
  expect(await proven(device.prove({ ...said(copied), counter: 7 }), copied, anybody)).toBeNull();
});

test("a passkey of somebody else is refused where one person is expected", async () => {
  const device = await added(approver);
  const challenge = challengeOf();
  const isOperator = ({ personId }: { personId: string }) => personId === operator.id;
  expect(await proven(device.prove(said(challenge)), challenge, isOperator)).toBeNull();
});

test.each([{ id: "" }, { id: "a".repeat(2_000) }, { id: "../..%00" }, { type: "password" }])(
  "%j is no passkey",
  (change) => {
    const proof = createPasskeyDevice(operator.id).prove(said(challengeOf()));
    const made = createPasskeyDevice(operator.id).make(said(challengeOf()));
    expect(passkeyProof.safeParse({ ...proof, ...change }).success).toBe(false);
    expect(addPasskeyInput.safeParse({ name: "노트북", made: { ...made, ...change } }).success).toBe(false);
  },
);

test("a passkey belongs to one person, and a person has no more than the most", async () => {
  const { db } = desk.database;
  const device = createPasskeyDevice(operator.id);
  const challenge = challengeOf();
  const made = await newPasskey(device.make(said(challenge)), challenge);
  if (made === null) throw new Error("the passkey was refused");
  const passkey = { ...made, name: "노트북" };
  expect(await record(operator, passkey, usedCode(operator.id, challenge))).toMatchObject({
    ok: true,
  });
  // The same answer again, and by another person.
  expect(await record(operator, passkey, usedCode(operator.id, challenge))).toMatchObject({
    error: { code: "passkey-wrong" },
  });
  expect(await record(approver, passkey, "another challenge")).toMatchObject({
    error: { code: "passkey-known" },
  });
  for (let n = 1; n < mostPasskeys; n += 1)
    await db.insert(passkeys).values({ ...passkey, id: `more-${n}`, personId: operator.id });
  const refused = await record(operator, { ...passkey, id: "one-too-many" }, "a third challenge");
  expect(refused).toMatchObject({ error: { code: "passkeys-full" } });
});

const dueOf = async (id: string) =>
  (await desk.database.db.select().from(user).where(eq(user.id, id)))[0]?.secondFactorDueAt;

test("where the role needs a second factor a passkey is one, and the last one stays", async () => {
  const { db } = desk.database;
  expect(await recordRoleFactor(db, administrator, "operator", true)).toMatchObject({ ok: true });
  expect(await dueOf(operator.id)).not.toBeNull();
  const [first, second] = [await added(), await added()];
  expect(await dueOf(operator.id)).toBeNull();
  expect(await removeOwnPasskey(db, approver, first.id)).toMatchObject({ ok: true });
  expect(await passkeysOf(db, operator.id)).toHaveLength(2);
  expect(await removeOwnPasskey(db, operator, first.id)).toMatchObject({ ok: true });
  expect(await removeOwnPasskey(db, operator, second.id)).toMatchObject({ error: { code: "role-needs-it" } });
  await db.update(user).set({ twoFactorEnabled: true }).where(eq(user.id, operator.id));
  expect(await removeOwnPasskey(db, operator, second.id)).toMatchObject({ ok: true });
  // Nothing to remove any more.
  expect(await removeOwnPasskey(db, operator, second.id)).toMatchObject({ ok: true });
  const removed = await db.$count(auditEntries, eq(auditEntries.action, "passkey.removed"));
  expect(removed).toBe(2);
});

test("of two last factors removed at the same time, the role asks for a new one at once", async () => {
  const { db } = desk.database;
  await recordRoleFactor(db, administrator, "operator", true);
  const device = await added();
  await db.update(user).set({ twoFactorEnabled: true }).where(eq(user.id, operator.id));
  expect(await removeOwnPasskey(db, operator, device.id)).toMatchObject({ ok: true });
  await db.update(user).set({ twoFactorEnabled: false }).where(eq(user.id, operator.id));
  await recordSecondFactor(db, operator, "removed");
  expect((await dueOf(operator.id))?.getTime()).toBeLessThanOrEqual(Date.now());
});

test("a passkey that was asked for before a reset is refused after it", async () => {
  const { db } = desk.database;
  await added();
  expect(await resetSecondFactor(db, administrator, operator.id)).toMatchObject({ ok: true });
  const passkey = { id: "late", publicKey: "key", counter: 0, transports: [], name: "노트북" };
  const late = { sessionId: sessionOf(operator.id), challengeHash: "late" };
  expect(await recordPasskey(db, operator, passkey, late)).toMatchObject({
    error: { code: "passkey-wrong" },
  });
  expect(await hasPasskey(db, operator.id)).toBe(false);
});

test("a reset and a rescue take the passkeys away, and the role asks for one at once", async () => {
  const { db } = desk.database;
  await recordRoleFactor(db, administrator, "operator", true);
  await added();
  expect(await resetSecondFactor(db, operator, administrator.id)).toMatchObject({
    error: { code: "beyond-own-role" },
  });
  expect(await resetSecondFactor(db, administrator, operator.id)).toMatchObject({ ok: true });
  expect(await hasPasskey(db, operator.id)).toBe(false);
  expect((await dueOf(operator.id))?.getTime()).toBeLessThanOrEqual(Date.now());
  const device = await added(approver);
  const [person] = await db.select().from(user).where(eq(user.id, approver.id));
  expect(await recordRescue(db, person?.email ?? "", "hash")).toBe(approver.name);
  const challenge = challengeOf();
  expect(await proven(device.prove(said(challenge)), challenge, anybody)).toBeNull();
});
