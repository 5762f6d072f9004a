import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { linkEntries } from "@/lib/audit/chain";
import { recordCustomerView } from "@/lib/audit/customer-views";
import { audit, desk as byTheDesk } from "@/lib/db/audit";
import { everyEntry } from "@/lib/domain/audit/audit-filter";
import { everyPayment } from "@/lib/domain/payment/payment-filter";
import { defaultRole } from "@/lib/domain/people/permissions";
import { noOrigin, withOrigin } from "@/lib/request-origin";
import { administrator, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { listAudit, pagesOfAudit } from "./audit-list";

let desk: TestDesk;
const payment = { storeId: "store-1", paymentId: "order-777" };

beforeAll(async () => {
  desk = await openTestDesk();
  const { db } = desk.database;
  for (let n = 0; n < 120; n += 1)
    await db.transaction((tx) =>
      audit(tx, {
        actor: operator,
        action: "person.confirmed",
        subject: `person:${operator.id}`,
        detail: { n },
      }),
    );
  await db.transaction(async (tx) => {
    const note = `메모 100%_'"\\ 한글`;
    await audit(tx, {
      actor: administrator,
      action: "refund.decided",
      subject: "refund:refund-1",
      payment,
      detail: { number: "R-ABC123", note },
    });
    await audit(tx, {
      actor: byTheDesk,
      action: "refund.state-changed",
      subject: "refund:refund-1",
      payment,
      detail: { from: "undecided", to: "succeeded" },
    });
  });
  await linkEntries(db);
}, 60_000);
afterAll(() => desk.close());

async function found(filter: Partial<typeof everyEntry>, place: { after?: string; before?: string } = {}) {
  const { after = null, before = null } = place;
  return listAudit(desk.database.db, { filter: { ...everyEntry, ...filter }, after, before });
}
const actionsOf = async (filter: Partial<typeof everyEntry>) =>
  (await found(filter)).entries.map(({ action }) => action);

describe("the audit log", () => {
  test("is read page by page without a gap, forwards and back", async () => {
    const first = await found({});
    expect(first.entries).toHaveLength(50);
    expect(first.previous).toBeNull();
    const second = await found({}, { after: first.next ?? "" });
    const third = await found({}, { after: second.next ?? "" });
    expect(third.next).toBeNull();
    const all = [first, second, third].flatMap(({ entries }) => entries.map(({ seq }) => seq));
    expect(all).toEqual([...new Set(all)].sort((one, other) => other - one));
    expect(all).toHaveLength(122);
    expect((await found({}, { before: third.previous ?? "" })).entries).toEqual(second.entries);
  });

  test("is filtered by person, kind, act, payment and subject", async () => {
    expect(await actionsOf({ person: administrator.id })).toEqual(["refund.decided"]);
    expect(await actionsOf({ person: "-" })).toEqual(["refund.state-changed"]);
    expect(await actionsOf({ kind: "refund" })).toEqual(["refund.state-changed", "refund.decided"]);
    expect(await actionsOf({ kind: "signIn" })).toHaveLength(50);
    expect(await actionsOf({ action: "refund.decided" })).toEqual(["refund.decided"]);
    expect(await actionsOf({ kind: "refund", person: administrator.id })).toEqual(["refund.decided"]);
    expect(await actionsOf({ payment: "order-777" })).toHaveLength(2);
    expect(await actionsOf({ subject: "refund:refund-1" })).toHaveLength(2);
    expect(await actionsOf({ period: { from: "2000-01-01", to: "2000-12-31" } })).toEqual([]);
  });

  test.each(["R-ABC123", "abc123", "메모", `100%_'"\\`, "order-777", "박관리"])(
    "is searched for %s",
    async (text) => {
      expect(await actionsOf({ text })).toContain("refund.decided");
    },
  );

  test("takes signs of a pattern literally", async () => {
    expect(await actionsOf({ text: "1%3" })).toEqual([]);
    expect(await actionsOf({ text: "R_ABC123" })).toEqual([]);
  });

  test("tells the name of the person that an entry is about, and its place in the chain", async () => {
    const [entry] = (await found({ kind: "signIn" })).entries;
    expect(entry).toMatchObject({ personName: operator.name, position: 120 });
  });

  test("reads a cursor of another list, and one that somebody has made up, as none", async () => {
    const made = Buffer.from(JSON.stringify({ list: "audit", at: "2026-01-01T00:00:00Z", id: "x" })).toString(
      "base64url",
    );
    expect((await found({}, { after: "nonsense" })).entries).toHaveLength(50);
    expect((await found({}, { after: made })).entries).toEqual([]);
  });

  test("is exported whole, the earliest first", async () => {
    const pages = [];
    for await (const page of pagesOfAudit(desk.database.db, everyEntry)) pages.push(page);
    const entries = pages.flat();
    expect(entries).toHaveLength(122);
    expect(entries.map(({ position }) => position)).toEqual(entries.map((_, n) => n + 1));
    const some = [];
    for await (const page of pagesOfAudit(desk.database.db, {
      ...everyEntry,
      kind: "refund",
      text: "abc123",
    }))
      some.push(...page);
    expect(some.map(({ action }) => action)).toEqual(["refund.decided"]);
  });
});

test("a view of customers' data is recorded once in ten minutes a session, without what was typed", async () => {
  const { db } = desk.database;
  const customer = { id: null, name: "홍길동", email: null, phoneNumber: null };
  const nobody = { id: null, name: null, email: null, phoneNumber: null };
  const seen = { storeId: payment.storeId, id: payment.paymentId, customer };
  const inSession = (sessionId: string) => ({ ...noOrigin, sessionId, address: "203.0.113.9" });
  for (const session of ["one", "one", "two"])
    await withOrigin(inSession(session), () =>
      recordCustomerView(db, operator, { of: "payment", payment: seen }),
    );
  expect((await found({ action: "payment.viewed" })).entries).toMatchObject([
    { sessionId: "two", paymentId: "order-777", address: "203.0.113.9" },
    { sessionId: "one" },
  ]);
  // Each page of a list is a view of its own.
  for (const place of ["", "", "next"])
    await recordCustomerView(db, operator, {
      of: "list",
      filter: { ...everyPayment, query: "홍길동" },
      rows: 3,
      place,
    });
  const listed = (await found({ action: "payments.viewed" })).entries.map(({ detail }) => detail);
  expect(listed).toEqual(Array(2).fill({ filter: "", searched: true, rows: 3 }));
  for (const [person, customer] of [
    [{ ...operator, role: defaultRole("viewer") }, seen.customer],
    [operator, nobody],
  ] as const)
    await recordCustomerView(db, person, { of: "payment", payment: { ...seen, id: "order-778", customer } });
  expect(await actionsOf({ payment: "order-778" })).toEqual([]);
});
