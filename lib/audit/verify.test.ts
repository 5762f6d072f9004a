import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { audit } from "@/lib/db/audit";
import { storedCheckpoints } from "@/lib/db/audit/links";
import { withOrigin } from "@/lib/request-origin";
import { emptyAudit, tamperWith } from "@/tests/support/tamper";
import { administrator, openTestDesk, type TestDesk } from "@/tests/support/test-desk";
import { linkEntries } from "./chain";
import { auditKeys, type Checkpoint, checkpointOf, makeCheckpoint } from "./checkpoints";
import { verifyAudit } from "./verify";

const keys = auditKeys("a secret of at least 32 characters");
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const tamper = (statement: string) => tamperWith(desk.database.db, statement);

async function write(name: string): Promise<void> {
  await desk.database.db.transaction((tx) =>
    audit(tx, {
      actor: administrator,
      action: "person.signed-in",
      subject: "person:admin-1",
      detail: { name, count: 1.5, isNew: true, none: null },
    }),
  );
}

const faultOf = async (outside: readonly Checkpoint[] = []) =>
  (await verifyAudit(desk.database.db, keys, outside)).fault;

const seqAt = async (position: number) => {
  const rows = await desk.database.db.execute(sql`select seq from audit_links where position = ${position}`);
  return Number(rows.rows[0]?.seq);
};

beforeEach(async () => {
  await emptyAudit(desk.database.db);
  for (const name of ["하나", "둘", "셋", "넷", "다섯"]) await write(name);
  await makeCheckpoint(desk.database.db, keys);
});

test("an entry has the actor's role, the session and the address, and a whole chain has no fault", async () => {
  await withOrigin(
    { personId: administrator.id, sessionId: "session-1", address: "203.0.113.7", role: null },
    () => write("여섯"),
  );
  const rows = await desk.database.db.execute(sql`select * from audit_entries order by seq desc limit 1`);
  expect(rows.rows[0]).toMatchObject({
    actor_id: administrator.id,
    actor_role: "admin",
    session_id: "session-1",
    address: "203.0.113.7",
  });
  // Not linked yet, which is no fault.
  expect(await faultOf()).toBeNull();
  await linkEntries(desk.database.db);
  expect(await verifyAudit(desk.database.db, keys)).toMatchObject({
    position: 6,
    checkpoints: 1,
    fault: null,
  });
});

test("the database refuses changes of links and checkpoints, and of a used entry", async () => {
  for (const table of ["audit_links", "audit_checkpoints"]) {
    await expect(desk.database.db.execute(sql.raw(`delete from ${table}`))).rejects.toThrow();
    await expect(desk.database.db.execute(sql.raw(`update ${table} set hash = ''`))).rejects.toThrow();
    await expect(desk.database.db.execute(sql.raw(`truncate ${table} cascade`))).rejects.toThrow();
  }
});

test.each([
  ["update audit_entries set actor_name = 'somebody else' where seq = $3", "changed", 3],
  ["update audit_entries set at = at + interval '1 microsecond' where seq = $2", "changed", 2],
  ["update audit_entries set address = '198.51.100.1' where seq = $1", "changed", 1],
  [`update audit_entries set detail = detail || '{"count": 2}' where seq = $4`, "changed", 4],
  ["delete from audit_entries where seq = $3", "missing", 3],
  ["delete from audit_links where position = 3", "missing", 3],
  [
    "update audit_links set seq = case position when 2 then $4 else $2 end + 1000000 where position in (2, 4)",
    "missing",
    2,
  ],
  ["update audit_links set hash = repeat('0', 64) where position = 5", "changed", 5],
])("after %s the first fault is named: %s at %i", async (statement, kind, position) => {
  let filled = statement;
  for (const at of [1, 2, 3, 4, 5]) filled = filled.replaceAll(`$${at}`, String(await seqAt(at)));
  await tamper(filled);
  expect(await faultOf()).toMatchObject({ kind, position });
});

test("two entries that changed places are named", async () => {
  const [two, four] = [await seqAt(2), await seqAt(4)];
  await tamper(`update audit_links set seq = -seq where position in (2, 4)`);
  await tamper(
    `update audit_links set seq = case position when 2 then ${four} else ${two} end where position in (2, 4)`,
  );
  expect(await faultOf()).toMatchObject({ kind: "reordered", position: 2, seq: two });
});

test("an entry that was added past the chain, and an end that was cut off, are named", async () => {
  await write("여섯");
  await tamper("delete from audit_unlinked");
  expect(await faultOf()).toMatchObject({ kind: "outside" });
  await tamper("delete from audit_entries where seq > (select max(seq) from audit_links)");
  expect(await faultOf()).toBeNull();
  const last = await seqAt(5);
  await tamper("delete from audit_links where position = 5");
  await tamper(`delete from audit_entries where seq = ${last}`);
  expect(await faultOf()).toMatchObject({ kind: "truncated", checkpoint: { position: 5 } });
});

test("a chain that was rewritten as a whole shows only beside a checkpoint that lies elsewhere", async () => {
  const { db } = desk.database;
  const [kept] = (await storedCheckpoints(db)).map(checkpointOf);
  if (kept === undefined) throw new Error("there is no checkpoint");
  await tamper(`update audit_entries set actor_name = 'somebody else' where seq = ${await seqAt(2)}`);
  await tamper("delete from audit_links");
  await tamper("insert into audit_unlinked select seq from audit_entries");
  await linkEntries(db);
  expect(await faultOf()).toMatchObject({ kind: "rewritten" });
  await tamper("delete from audit_checkpoints");
  expect(await faultOf()).toBeNull();
  expect(await faultOf([kept])).toMatchObject({ kind: "rewritten", checkpoint: { position: 5 } });
  // Another desk's key, or a checkpoint that somebody has made up.
  expect(await faultOf([{ ...kept, hash: "0".repeat(64) }])).toMatchObject({ kind: "unsigned" });
  const other = auditKeys("another secret of 32 characters");
  expect((await verifyAudit(db, other, [kept])).fault).toMatchObject({
    kind: "unsigned",
  });
});

test("entries that are written at the same time are all linked once, by two processes at once", async () => {
  const { db } = desk.database;
  await Promise.all([...Array(30).keys()].map((n) => write(`동시 ${n}`)));
  await Promise.all([linkEntries(db), linkEntries(db)]);
  await linkEntries(db);
  expect(await verifyAudit(db, keys)).toMatchObject({ position: 35, fault: null });
});

test("a checkpoint is made only where the chain has grown", async () => {
  const { db } = desk.database;
  await makeCheckpoint(db, keys);
  expect(await storedCheckpoints(db)).toHaveLength(1);
  await write("여섯");
  await makeCheckpoint(db, keys);
  expect((await storedCheckpoints(db)).map(({ position }) => position)).toEqual([5, 6]);
});

test("after a change of the secret the earlier key must be named", async () => {
  const changed = "a changed secret of 32 characters";
  await write("여섯");
  await makeCheckpoint(desk.database.db, auditKeys(changed));
  expect(await faultOf()).toMatchObject({ kind: "unsigned", checkpoint: { position: 6 } });
  const both = auditKeys(changed, [keys.publicKey]);
  expect(await verifyAudit(desk.database.db, both)).toMatchObject({ checkpoints: 2, fault: null });
});

test("a chain that was emptied is not signed, and its entries are named", async () => {
  const { db } = desk.database;
  await tamper("delete from audit_links");
  await makeCheckpoint(db, keys);
  expect(await storedCheckpoints(db)).toHaveLength(1);
  expect(await faultOf()).toMatchObject({ kind: "truncated", checkpoint: { position: 5 } });
});

test("a checkpoint at the position 0 is never one of the desk", async () => {
  await tamper(
    "insert into audit_checkpoints (position, hash, at, key, ed25519) select 0, '', at, key, ed25519 from audit_checkpoints",
  );
  expect(await faultOf()).toMatchObject({ kind: "unsigned", checkpoint: { position: 0 } });
  // What is wrong in the chain comes first.
  await tamper(`update audit_entries set actor_name = 'somebody else' where seq = ${await seqAt(2)}`);
  expect(await faultOf()).toMatchObject({ kind: "changed", position: 2 });
});

test("a stored checkpoint of the future, or without a time, is named and does not keep the next one from being made", async () => {
  const { db } = desk.database;
  for (const at of ["2999-01-01", "infinity"])
    await tamper(
      `insert into audit_checkpoints (position, hash, at, key, ed25519) select position, hash, '${at}', key, ed25519 from audit_checkpoints where position = 5 limit 1`,
    );
  expect(await faultOf()).toMatchObject({ kind: "unsigned" });
  await write("여섯");
  await makeCheckpoint(db, keys);
  expect((await storedCheckpoints(db)).map(({ position }) => position)).toEqual([5, 5, 5, 6]);
});

test("an entry behind a link outside of the chain is named", async () => {
  await write("여섯");
  await tamper("delete from audit_unlinked");
  const hide = "insert into audit_links values (-1, (select max(seq) from audit_entries), 'x', '')";
  await expect(tamper(hide)).rejects.toThrow();
  await tamper("alter table audit_links drop constraint audit_links_from_one");
  await tamper(hide);
  expect(await faultOf()).toMatchObject({ kind: "outside" });
  await tamper("delete from audit_links where position < 1");
  await tamper("alter table audit_links add constraint audit_links_from_one check (position >= 1)");
});

test.each(["at - interval '4000 years'", "'infinity'"])(
  "a time that was set to %s is named",
  async (time) => {
    await tamper(`update audit_entries set at = ${time} where seq = ${await seqAt(3)}`);
    expect(await faultOf()).toMatchObject({ kind: "changed", position: 3 });
  },
);

test("a time of the same day before Christ is named", async () => {
  await tamper(
    `update audit_entries set at = (to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00 BC')::timestamptz where seq = ${await seqAt(3)}`,
  );
  expect(await faultOf()).toMatchObject({ kind: "changed", position: 3 });
});

test("an entry that JSON cannot say is linked, and its change is named", async () => {
  const { db } = desk.database;
  await db.execute(
    sql`insert into audit_entries (actor_name, action, subject, detail) values ('x', 'x', 'x', '{"count": 1e400}')`,
  );
  await linkEntries(db);
  expect(await verifyAudit(db, keys)).toMatchObject({ position: 6, unlinked: 0, fault: null });
  await tamper(`update audit_entries set detail = '{"count": null}' where seq = ${await seqAt(6)}`);
  expect(await faultOf()).toMatchObject({ kind: "changed", position: 6 });
});

test("entries that are linked already and wait once more, as after a restore, do not stop the chain", async () => {
  const { db } = desk.database;
  await tamper("insert into audit_unlinked select seq from audit_entries");
  await write("여섯");
  expect(await verifyAudit(db, keys)).toMatchObject({ unlinked: 6 });
  await linkEntries(db);
  expect(await verifyAudit(db, keys)).toMatchObject({ position: 6, unlinked: 0, fault: null });
});

test("what an approver's request records for the requester has not the approver's session, address and role", async () => {
  const approvers = {
    personId: "approver-1",
    sessionId: "session-2",
    address: "203.0.113.8",
    role: { id: "approver", name: null },
  };
  await withOrigin(approvers, () => write("여섯"));
  const rows = await desk.database.db.execute(sql`select * from audit_entries order by seq desc limit 1`);
  expect(rows.rows[0]).toMatchObject({
    actor_id: administrator.id,
    session_id: null,
    address: null,
    actor_role: "admin",
  });
});
