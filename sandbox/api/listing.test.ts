// The list endpoints: documented defaults and limits, filters, cursors, events, transactions.
import { describe, expect, it } from "vitest";
import { at, testSandbox } from "../test-harness.ts";

const day = 24 * 60 * 60 * 1000;
const now = Date.parse("2026-06-15T03:00:00Z");
const frozen = { now: () => now };
const ids = (body: unknown) => (at(body, "items") as { id: string }[]).map((payment) => payment.id);

describe("GET /payments", () => {
  it("by default returns page 0 of 10 payments by status change in the last 90 days, newest first", async () => {
    const { sandbox, client } = await testSandbox(frozen);
    for (let index = 0; index < 12; index += 1) {
      sandbox.control.createPayment({ id: `p-${String(index).padStart(2, "0")}`, paidAt: now - index * day });
    }
    sandbox.control.createPayment({ id: "old", paidAt: now - 91 * day });
    sandbox.control.createPayment({ id: "edge", paidAt: now - 90 * day });
    const first = await client.list("/payments");
    expect(ids(first.body)).toEqual(
      Array.from({ length: 10 }, (_, index) => `p-${String(index).padStart(2, "0")}`),
    );
    expect(first.body.page).toEqual({ number: 0, size: 10, totalCount: 13 });
    const second = await client.list("/payments", { page: { number: 1, size: 10 } });
    expect(ids(second.body)).toEqual(["p-10", "p-11", "edge"]);
    expect(ids((await client.list("/payments", { page: { number: 9, size: 10 } })).body)).toEqual([]);
    const wide = { filter: { from: "2020-01-01T00:00:00Z", timestampType: "CREATED_AT", sortOrder: "ASC" } };
    expect(ids((await client.list("/payments", wide)).body)[0]).toBe("old");
  });

  it("finds a payment by the time of its cancel, unless the filter is by creation", async () => {
    const { sandbox, client } = await testSandbox(frozen);
    sandbox.control.createPayment({ id: "april", paidAt: now - 60 * day });
    await client.cancel("april", {});
    const lastDay = { from: new Date(now - day).toISOString() };
    expect(ids((await client.list("/payments", { filter: lastDay })).body)).toEqual(["april"]);
    const created = { filter: { ...lastDay, timestampType: "CREATED_AT" } };
    expect(ids((await client.list("/payments", created)).body)).toEqual([]);
  });

  it("rejects pages beyond 60,000 and malformed filters, and accepts the limit itself", async () => {
    const { client } = await testSandbox();
    expect((await client.list("/payments", { page: { number: 59, size: 1000 } })).status).toBe(200);
    for (const body of [
      { page: { number: 60, size: 1000 } },
      { page: { number: -1 } },
      { page: { size: 0 } },
      { filter: { status: ["PAY_PENDING"] } },
      { filter: { from: "yesterday" } },
      { filter: { pgProvider: ["NOBODY"] } },
    ]) {
      const reply = await client.list("/payments", body);
      expect([reply.status, reply.body.type]).toEqual([400, "INVALID_REQUEST"]);
    }
  });

  it("filters by status, method, PG, channel, currency, version and text", async () => {
    const { sandbox, client } = await testSandbox();
    const make = sandbox.control.createPayment;
    make({ id: "card", orderName: "린넨 셔츠" });
    make({
      id: "pending",
      status: "PAY_PENDING",
      pgProvider: "PAYPAL_V2",
      method: "EASY_PAY",
      currency: "USD",
    });
    make({ id: "test", channelType: "TEST", pgProvider: "KCP_V2", method: "MOBILE" });
    make({ id: "v1", version: "V1", method: "TRANSFER" });
    make({ id: "gone", status: "CANCELLED", method: "VIRTUAL_ACCOUNT" });
    make({
      id: "escrow",
      escrow: { status: "DELIVERED", company: "CJ", invoiceNumber: "1" },
      scheduleId: "s-1",
    });
    const found = async (filter: unknown) => ids((await client.list("/payments", { filter })).body).sort();
    expect(await found({ status: ["PENDING"] })).toEqual(["pending"]);
    expect(await found({ status: ["CANCELLED", "PENDING"] })).toEqual(["gone", "pending"]);
    expect(await found({ status: [] })).toHaveLength(6);
    expect(await found({ methods: ["VIRTUAL_ACCOUNT", "EASY_PAY"] })).toEqual(["gone", "pending"]);
    expect(await found({ pgProvider: ["KCP_V2"] })).toEqual(["test"]);
    expect(await found({ isTest: true })).toEqual(["test"]);
    expect(await found({ currency: "USD" })).toEqual(["pending"]);
    expect(await found({ version: "V1" })).toEqual(["v1"]);
    expect(await found({ escrowStatus: "DELIVERED" })).toEqual(["escrow"]);
    expect(await found({ isScheduled: true })).toEqual(["escrow"]);
    expect(await found({ cardBrand: "LOCAL" })).toEqual(["card", "escrow", "pending"]);
    expect(await found({ textSearch: [{ field: "PAYMENT_ID", value: "esc" }] })).toEqual(["escrow"]);
    expect(await found({ textSearch: [{ field: "PAYMENT_ID", value: "scr" }] })).toEqual([]);
    expect(await found({ textSearch: [{ field: "ALL", value: "gone" }] })).toEqual(["gone"]);
    expect(await found({ textSearch: [{ field: "CUSTOMER_NAME", value: "김민" }] })).toHaveLength(6);
    sandbox.control.setSwitches({ textSearchMatch: "substring", totalCountMeans: "page" });
    expect(await found({ textSearch: [{ field: "PAYMENT_ID", value: "scr" }] })).toEqual(["escrow"]);
    const page = await client.list("/payments", { page: { size: 2 } });
    expect(at(page.body, "page", "totalCount")).toBe(2);
  });
});

describe("cursors", () => {
  it("return every payment of the range once, ten at a time by default, and end with an empty page", async () => {
    const { sandbox, client } = await testSandbox(frozen);
    for (let index = 0; index < 25; index += 1) {
      sandbox.control.createPayment({ id: `p-${index}`, requestedAt: now - (index % 5) * 1000 });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 10; page += 1) {
      const { items } = (await client.list("/payments-by-cursor", cursor ? { cursor } : {})).body as {
        items: { payment: { id: string }; cursor: string }[];
      };
      if (items.length === 0) break;
      expect(items.length).toBeLessThanOrEqual(10);
      seen.push(...items.map((item) => item.payment.id));
      cursor = items.at(-1)?.cursor;
    }
    expect(new Set(seen).size).toBe(25);
    expect(seen.length).toBe(25);
    expect((await client.list("/payments-by-cursor", { size: 1000 })).status).toBe(200);
    expect((await client.list("/payments-by-cursor", { size: 1001 })).status).toBe(400);
    expect((await client.list("/payments-by-cursor", { cursor: "!" })).status).toBe(400);
  });

  it("list payments and cancels as events, with negative amounts for cancels", async () => {
    const { sandbox, client } = await testSandbox();
    sandbox.control.createPayment({ id: "p", total: 10_000 });
    await client.cancel("p", { amount: 4_000 });
    await client.cancel("p", {});
    const { items } = (await client.list("/payment-events-by-cursor", {})).body as {
      items: { paymentEvent: object }[];
    };
    const facts = items.map(({ paymentEvent }) => [
      at(paymentEvent, "type"),
      at(paymentEvent, "eventAmount"),
    ]);
    expect(facts).toEqual([
      ["PAID", 10_000],
      ["PARTIAL_CANCELLED", -4_000],
      ["CANCELLED", -6_000],
    ]);
  });

  it("list earlier attempts to pay as separate transactions", async () => {
    const { sandbox, client } = await testSandbox();
    const earlier = { transactionId: "txn-0", at: Date.now() - 60_000, failure: { reason: "한도 초과" } };
    sandbox.control.createPayment({ id: "p", earlierAttempts: [earlier] });
    await client.cancel("p", {});
    const { items } = (await client.get("/payments/p/transactions")).body as { items: object[] };
    expect(items.map((item) => [at(item, "id"), at(item, "status")])).toEqual([
      ["txn-0", "FAILED"],
      [at(sandbox.control.getPayment("p"), "transactionId"), "CANCELLED"],
    ]);
    expect(at(items[1], "cancellations")).toHaveLength(1);
  });
});

describe("paths and stores", () => {
  it("decode ids; a payment of another store answers 404, an unknown store 403", async () => {
    const { sandbox, client } = await testSandbox();
    const strange = "가나/다 100%?#";
    sandbox.control.createPayment({ id: strange });
    sandbox.control.createPayment({ id: "sub", storeId: "store-sub" });
    expect((await client.get(`/payments/${encodeURIComponent(strange)}`)).body.id).toBe(strange);
    expect((await client.get("/payments/sub")).status).toBe(404);
    expect((await client.get("/payments/sub", { storeId: "store-sub" })).status).toBe(200);
    expect((await client.get("/payments/sub", { storeId: "store-unknown" })).status).toBe(403);
    expect((await client.get("/payments/sub", { storeId: sandbox.storeId })).status).toBe(404);
    expect((await client.get("/payments/%E0%A4%A")).status).toBe(404);
    expect((await client.post("/payments/sub")).status).toBe(404);
  });

  it("read a body as JSON with any content type, and reject a body that is too large or not UTF-8", async () => {
    const { sandbox, client } = await testSandbox();
    const { id } = sandbox.control.createPayment();
    const tooLarge = await client.cancel(id, { reason: "x".repeat(1024 * 1024) });
    expect([tooLarge.status, tooLarge.body.type]).toEqual([400, "INVALID_REQUEST"]);
    const raw = await fetch(`${sandbox.url}/payments/${id}/cancel`, {
      method: "POST",
      headers: { authorization: `PortOne ${sandbox.apiSecret}` },
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
    });
    expect(raw.status).toBe(400);
    const plain = await client.post(`/payments/${id}/cancel`, '{"reason":"평문"}', {
      "content-type": "text/plain",
    });
    expect(plain.status).toBe(200);
  });
});
