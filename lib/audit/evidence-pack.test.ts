import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { audit } from "@/lib/db/audit";
import { evidenceRecords } from "@/lib/db/queries/evidence-records";
import { emptyAudit, tamperWith } from "@/tests/support/tamper";
import { administrator, openTestDesk, type TestDesk } from "@/tests/support/test-desk";
import { linkEntries } from "./chain";
import { auditKeys, makeCheckpoint } from "./checkpoints";
import { packEvidence, verifyEvidence } from "./evidence-pack";
import { proofOf, provedPositions } from "./evidence-proof";

const keys = auditKeys("a secret of at least 32 characters");
const key = { storeId: "store-1", paymentId: "order-1" };
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const tamper = (statement: string) => tamperWith(desk.database.db, statement);

async function write(paymentId: string): Promise<void> {
  await desk.database.db.transaction((tx) =>
    audit(tx, {
      actor: administrator,
      action: "payment.viewed",
      subject: `payment:${paymentId}`,
      payment: { ...key, paymentId },
      detail: { name: "이름", count: 1.5, none: null },
    }),
  );
}

beforeEach(async () => {
  await emptyAudit(desk.database.db);
  // Another payment's entries lie between, and the second checkpoint covers the last two.
  for (const id of ["order-1", "order-2", "order-1"]) await write(id);
  await makeCheckpoint(desk.database.db, keys);
  for (const id of ["order-2", "order-1", "order-2", "order-1"]) await write(id);
  await makeCheckpoint(desk.database.db, keys);
});

async function records() {
  const { entries } = await evidenceRecords(desk.database.db, key, { seesCustomer: false });
  return { entries, proof: await proofOf(desk.database.db, keys, entries) };
}

async function pack(signedBy = keys): Promise<Uint8Array> {
  const { entries, proof } = await records();
  const files = [
    { name: "report.html", text: "<h1>증빙 자료</h1>" },
    { name: "audit.jsonl", text: entries.map((entry) => `${JSON.stringify(entry)}\n`).join("") },
    { name: "audit-proof.json", text: JSON.stringify(proof) },
  ];
  return packEvidence(files, { ...key, madeAt: "2026-12-03T00:00:00Z", madeBy: "박관리" }, signedBy);
}

/** The pack with the text of one file changed; null leaves the file out. */
function changed(zip: Uint8Array, name: string, change: (text: string) => string | null): Uint8Array {
  const files = unzipSync(zip);
  const text = change(files[name] === undefined ? "" : strFromU8(files[name]));
  const { [name]: _, ...rest } = files;
  return zipSync(text === null ? rest : { ...rest, [name]: strToU8(text) });
}

/** `from` and `to` are equally long. */
function renamedInZip(zip: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(zip).toString("latin1").replaceAll(from, to), "latin1");
}

test("a pack holds the payment's own entries only, and proves each of them by itself", async () => {
  const { entries, proof } = await records();
  expect(entries.map(({ position }) => position)).toEqual([1, 3, 5, 7]);
  // The others are there as hashes.
  expect(proof.parts.map(({ from, entries: hashes }) => [from, hashes.length])).toEqual([
    [1, 3],
    [5, 3],
  ]);
  expect(JSON.stringify(proof)).not.toContain("order-2");
  expect(verifyEvidence(await pack(), keys)).toMatchObject({
    ok: true,
    entries: 4,
    proved: 4,
    manifest: { ...key, madeBy: "박관리" },
  });
});

test("every change of a pack is named", async () => {
  const zip = await pack();
  const faultOf = (one: Uint8Array, by = keys) => {
    const verdict = verifyEvidence(one, by);
    return verdict.ok ? null : verdict.fault;
  };
  for (const name of ["report.html", "audit.jsonl", "audit-proof.json"]) {
    expect(faultOf(changed(zip, name, (text) => `${text} `))).toEqual({ kind: "changed", name });
    expect(faultOf(changed(zip, name, () => null))).toEqual({ kind: "missing", name });
  }
  expect(faultOf(changed(zip, "more.txt", () => "more"))).toEqual({ kind: "added", name: "more.txt" });
  // Two files of one name in the ZIP, and a name that an object does not list.
  const twice = zipSync({ "report.htmX": strToU8("<h1>forged</h1>"), ...unzipSync(zip) });
  expect(faultOf(renamedInZip(twice, "report.htmX", "report.html"))).toEqual({
    kind: "added",
    name: "report.html",
  });
  const proto = changed(zip, "__prot0__", () => "more");
  expect(faultOf(renamedInZip(proto, "__prot0__", "__proto__"))).toEqual({
    kind: "added",
    name: "__proto__",
  });
  const renamed = changed(zip, "manifest.json", (text) => text.replace("박관리", "김운영"));
  expect(faultOf(renamed)).toEqual({ kind: "unsigned" });
  expect(faultOf(changed(zip, "manifest.json", () => "{}"))).toEqual({ kind: "no-manifest" });
  expect(faultOf(strToU8("not a ZIP"))).toEqual({ kind: "no-pack" });
  // Somebody else's pack, also where its manifest names a key that signed it.
  expect(faultOf(await pack(auditKeys("another secret of 32 characters!!")))).toEqual({ kind: "unsigned" });
  expect(faultOf(zip, auditKeys("another secret of 32 characters!!", [keys.publicKey]))).toBeNull();
});

test("an entry that was changed after its checkpoint, or has none after it, is not proved", async () => {
  await tamper(`update audit_entries set actor_name = '김운영' where seq = (
    select seq from audit_links where position = 3)`);
  await write("order-1");
  await linkEntries(desk.database.db);
  await write("order-1");
  const { entries, proof } = await records();
  expect(entries.map(({ position }) => position)).toEqual([1, 3, 5, 7, 8, null]);
  // The changed entry breaks the whole part up to its checkpoint.
  expect([...provedPositions(proof, keys, entries)]).toEqual([5, 7]);
  const before = await pack();
  await tamper(`delete from audit_links where position = 6`);
  expect([...provedPositions((await records()).proof, keys, entries)]).toEqual([]);
  expect(verifyEvidence(before, keys)).toMatchObject({ ok: true, entries: 6, proved: 2 });
});

test("an entry of a pack that was written anew with its own proof is not proved", async () => {
  const { entries, proof } = await records();
  const forged = entries.map((entry) => ({ ...entry, actorName: "김운영" }));
  expect([...provedPositions(proof, keys, forged)]).toEqual([]);
  const made = await proofOf(desk.database.db, auditKeys("another secret of 32 characters!!"), forged);
  expect(made.parts).toEqual([]);
});
