// Every answer of every endpoint (success and each documented error) and every seeded payment, compared with PortOne's
// OpenAPI file, which PORTONE_OPENAPI names.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Contract, loadContract } from "./contract/openapi-validator.ts";
import type { SandboxControl } from "./control/control.ts";
import type { Operation } from "./control/faults.ts";
import {
  at,
  type Client,
  clientOf,
  eventually,
  holdAnswers,
  type Reply,
  testReceiver,
  testSandbox,
} from "./test-harness.ts";

const file = process.env.PORTONE_OPENAPI;
if (!file) console.warn("contract test skipped: set PORTONE_OPENAPI to PortOne's v2.openapi.json to run it");

const templates: Record<Operation, [string, string]> = {
  getPayment: ["GET", "/payments/{paymentId}"],
  getPayments: ["GET", "/payments"],
  getAllPaymentsByCursor: ["GET", "/payments-by-cursor"],
  getPaymentTransactions: ["GET", "/payments/{paymentId}/transactions"],
  getAllPaymentEventsByCursor: ["GET", "/payment-events-by-cursor"],
  cancelPayment: ["POST", "/payments/{paymentId}/cancel"],
  stopPaymentCancellation: ["POST", "/payments/{paymentId}/cancellations/{cancellationId}/stop"],
  closeVirtualAccount: ["POST", "/payments/{paymentId}/virtual-account/close"],
  resendWebhook: ["POST", "/payments/{paymentId}/resend-webhook"],
  cancelCashReceiptByPaymentId: ["POST", "/payments/{paymentId}/cash-receipt/cancel"],
  getPromotion: ["GET", "/promotions/{promotionId}"],
};

/** Returns the error types that the specification lists for an operation. */
function documentedErrors(operation: Operation): string[] {
  const [method, template] = templates[operation];
  const spec: unknown = JSON.parse(readFileSync(file ?? "", "utf8"));
  const ref = at(spec, "paths", template, method.toLowerCase(), "x-portone-error", "$ref");
  const name = String(ref).replace("#/components/schemas/", "");
  return Object.keys(at(spec, "components", "schemas", name, "discriminator", "mapping") as object);
}

describe.runIf(file)("contract", { timeout: 60_000 }, () => {
  let contract: Contract;
  const seen = new Map<Operation, Map<string, number>>();

  function check(operation: Operation, reply: Reply, expected: string): void {
    const [method, template] = templates[operation];
    expect(contract.response(method, template, reply.status, reply.body)).toEqual([]);
    const got = reply.status === 200 ? "200" : `${reply.status} ${String(reply.body.type)}`;
    expect(got).toBe(expected);
    const cases = seen.get(operation) ?? new Map<string, number>();
    seen.set(operation, cases.set(got, (cases.get(got) ?? 0) + 1));
  }

  beforeAll(() => {
    contract = loadContract(file ?? "");
  });
  afterAll(() => {
    const lines = [...seen].map(([operation, cases]) => {
      const list = [...cases].map(([name, count]) => (count > 1 ? `${name} ×${count}` : name));
      return `  ${templates[operation].join(" ")}: ${list.join(", ")}`;
    });
    const total = [...seen.values()]
      .flatMap((cases) => [...cases.values()])
      .reduce((sum, count) => sum + count, 0);
    console.info(`contract: ${seen.size} endpoints, ${total} answers validated\n${lines.join("\n")}`);
  });

  it("holds for every seeded payment, its transactions and events", async () => {
    const { sandbox, client } = await testSandbox({ payments: "realistic" });
    const from = "2000-01-01T00:00:00Z";
    const all = await client.list("/payments-by-cursor", { size: 1000, from });
    check("getAllPaymentsByCursor", all, "200");
    check(
      "getAllPaymentEventsByCursor",
      await client.list("/payment-events-by-cursor", { size: 1000, from }),
      "200",
    );
    check("getPayments", await client.list("/payments", { page: { size: 1000 }, filter: { from } }), "200");
    const items = at(all.body, "items") as { payment: { id: string } }[];
    expect(items.length).toBeGreaterThan(280);
    for (const { payment } of items) {
      check("getPayment", await client.get(`/payments/${payment.id}`), "200");
      check("getPaymentTransactions", await client.get(`/payments/${payment.id}/transactions`), "200");
    }
    expect(sandbox.control.requests({ operation: "getPayment" }).length).toBe(items.length);
  });

  it("holds for the errors every endpoint shares", async () => {
    const { sandbox, client } = await testSandbox();
    const { id } = sandbox.control.createPayment();
    const stranger = clientOf({ url: sandbox.url, apiSecret: "wrong" });
    const elsewhere = "store-of-somebody-else";
    const calls: [Operation, (client: Client, storeId?: string) => Promise<Reply>][] = [
      ["getPayment", (c, s) => c.get(`/payments/${id}`, s ? { storeId: s } : undefined)],
      [
        "getPaymentTransactions",
        (c, s) => c.get(`/payments/${id}/transactions`, s ? { storeId: s } : undefined),
      ],
      ["getPayments", (c, s) => c.list("/payments", { filter: s ? { storeId: s } : {} })],
      ["getAllPaymentsByCursor", (c, s) => c.list("/payments-by-cursor", s ? { storeId: s } : {})],
      ["getAllPaymentEventsByCursor", (c, s) => c.list("/payment-events-by-cursor", s ? { storeId: s } : {})],
      ["cancelPayment", (c, s) => c.cancel(id, s ? { storeId: s } : {})],
      [
        "stopPaymentCancellation",
        (c, s) => c.post(`/payments/${id}/cancellations/x/stop`, s ? { storeId: s } : {}),
      ],
      [
        "closeVirtualAccount",
        (c, s) => c.post(`/payments/${id}/virtual-account/close${s ? `?storeId=${s}` : ""}`),
      ],
      ["resendWebhook", (c, s) => c.post(`/payments/${id}/resend-webhook`, s ? { storeId: s } : {})],
      [
        "cancelCashReceiptByPaymentId",
        (c, s) => c.post(`/payments/${id}/cash-receipt/cancel${s ? `?storeId=${s}` : ""}`),
      ],
    ];
    // A promotion is requested without a store.
    expect(calls.length).toBe(Object.keys(templates).length - 1);
    check("getPromotion", await stranger.get("/promotions/none"), "401 UNAUTHORIZED");
    for (const [operation, call] of calls) {
      check(operation, await call(stranger), "401 UNAUTHORIZED");
      check(operation, await call(client, elsewhere), "403 FORBIDDEN");
    }
    const malformed = { requestBody: "{" };
    check("getPayments", await client.get("/payments", malformed), "400 INVALID_REQUEST");
    check(
      "getAllPaymentsByCursor",
      await client.get("/payments-by-cursor", malformed),
      "400 INVALID_REQUEST",
    );
    check(
      "getAllPaymentEventsByCursor",
      await client.get("/payment-events-by-cursor", malformed),
      "400 INVALID_REQUEST",
    );
    const empty = "?storeId=";
    check("getPayment", await client.get(`/payments/${id}${empty}`), "400 INVALID_REQUEST");
    check(
      "getPaymentTransactions",
      await client.get(`/payments/${id}/transactions${empty}`),
      "400 INVALID_REQUEST",
    );
    check(
      "closeVirtualAccount",
      await client.post(`/payments/${id}/virtual-account/close${empty}`),
      "400 INVALID_REQUEST",
    );
    const receiptPath = `/payments/${id}/cash-receipt/cancel${empty}`;
    check("cancelCashReceiptByPaymentId", await client.post(receiptPath), "400 INVALID_REQUEST");
    check("getPayment", await client.get("/payments/none"), "404 PAYMENT_NOT_FOUND");
    check("getPaymentTransactions", await client.get("/payments/none/transactions"), "404 PAYMENT_NOT_FOUND");
  });

  it("holds for every answer of a cancel", async () => {
    const { sandbox, client } = await testSandbox();
    const make = sandbox.control.createPayment;
    const cancel = async (
      expected: string,
      body: Record<string, unknown>,
      overrides: Parameters<SandboxControl["createPayment"]>[0],
    ) => {
      const { id } = make(overrides);
      const reply = await client.cancel(id, body);
      check("cancelPayment", reply, expected);
      return { id, reply };
    };
    const { id } = await cancel("200", {}, {});
    check("cancelPayment", await client.cancel(id, {}), "409 PAYMENT_ALREADY_CANCELLED");
    check("cancelPayment", await client.cancel("none", {}), "404 PAYMENT_NOT_FOUND");
    await cancel("200", { amount: 1_000, vatAmount: 91 }, {});
    await cancel(
      "200",
      { refundEmail: "buyer@example.com" },
      { pgProvider: "TRIPLE_A", method: "CRYPTO", currency: "USD" },
    );
    sandbox.control.script({ kind: "fail-cancel" });
    await cancel("200", {}, {});
    await cancel("400 INVALID_REQUEST", { amount: -1 }, {});
    await cancel("409 PAYMENT_NOT_PAID", {}, { status: "VIRTUAL_ACCOUNT_ISSUED" });
    await cancel("409 CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN", { currentCancellableAmount: 1 }, {});
    await cancel("409 CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT", { amount: 39_001 }, {});
    await cancel("409 SUM_OF_PARTS_EXCEEDS_CANCEL_AMOUNT", { amount: 10, vatAmount: 11 }, {});
    await cancel(
      "409 CANCEL_TAX_FREE_AMOUNT_EXCEEDS_CANCELLABLE_TAX_FREE_AMOUNT",
      { amount: 10, taxFreeAmount: 10 },
      {},
    );
    await cancel("409 CANCEL_TAX_AMOUNT_EXCEEDS_CANCELLABLE_TAX_AMOUNT", {}, { taxFree: 9_000 });
    await cancel("502 PG_PROVIDER", { amount: 10 }, { pgProvider: "KSNET", method: "MOBILE" });
    const tenPercent = { promotion: { kind: "rate", value: 10, threshold: 10_000 }, total: 10_000 } as const;
    await cancel("400 NEGATIVE_PROMOTION_ADJUSTED_CANCEL_AMOUNT", { amount: 500 }, tenPercent);
    const retained = await cancel(
      "200",
      { amount: 2_000, promotionDiscountRetainOption: "RETAIN" },
      tenPercent,
    );
    const changed = await client.cancel(retained.id, {
      amount: 1_000,
      promotionDiscountRetainOption: "RELEASE",
    });
    check("cancelPayment", changed, "400 PROMOTION_DISCOUNT_RETAIN_OPTION_SHOULD_NOT_BE_CHANGED");
    sandbox.control.setSwitches({ maxCancelCount: 1 });
    const once = await cancel("200", { amount: 1_000 }, {});
    check("cancelPayment", await client.cancel(once.id, { amount: 1_000 }), "409 MAX_CANCEL_COUNT_REACHED");
    const { items } = (await client.list("/payments-by-cursor", { size: 100 })).body as { items: unknown[] };
    check("getAllPaymentsByCursor", { status: 200, body: { items }, text: "" }, "200");
  });

  it("holds for stopping, closing, resending and cash receipts", async () => {
    const receiver = await testReceiver();
    const { sandbox, client } = await testSandbox({ webhookUrl: receiver.url });
    const { createPayment, script, setSwitches, cancelByOther } = sandbox.control;
    const crypto = createPayment({ pgProvider: "TRIPLE_A", method: "CRYPTO", currency: "USD" });
    const pending = await client.cancel(crypto.id, { refundEmail: "buyer@example.com" });
    const stop = `/payments/${crypto.id}/cancellations/${String(at(pending.body, "cancellation", "id"))}/stop`;
    check(
      "stopPaymentCancellation",
      await client.post(`/payments/${crypto.id}/cancellations/none/stop`, {}),
      "404 PAYMENT_CANCELLATION_NOT_FOUND",
    );
    check(
      "stopPaymentCancellation",
      await client.post("/payments/none/cancellations/none/stop", {}),
      "404 PAYMENT_NOT_FOUND",
    );
    check("stopPaymentCancellation", await client.post(stop, { storeId: 1 }), "400 INVALID_REQUEST");
    script({ kind: "pg-error", operation: "stopPaymentCancellation" });
    check("stopPaymentCancellation", await client.post(stop, {}), "502 PG_PROVIDER");
    check("stopPaymentCancellation", await client.post(stop, {}), "200");
    check("stopPaymentCancellation", await client.post(stop, {}), "409 PAYMENT_CANCELLATION_NOT_PENDING");

    const waiting = createPayment({ status: "VIRTUAL_ACCOUNT_ISSUED" });
    const close = `/payments/${waiting.id}/virtual-account/close`;
    check(
      "closeVirtualAccount",
      await client.post("/payments/none/virtual-account/close"),
      "404 PAYMENT_NOT_FOUND",
    );
    script({ kind: "pg-error", operation: "closeVirtualAccount" });
    check("closeVirtualAccount", await client.post(close), "502 PG_PROVIDER");
    check("closeVirtualAccount", await client.post(close), "200");
    check("closeVirtualAccount", await client.post(close), "409 PAYMENT_NOT_WAITING_FOR_DEPOSIT");
    check("getPayment", await client.get(`/payments/${waiting.id}`), "200");

    const announced = createPayment({ announce: true });
    const resend = `/payments/${announced.id}/resend-webhook`;
    setSwitches({ maxManualResends: 1 });
    check("resendWebhook", await client.post("/payments/none/resend-webhook", {}), "404 PAYMENT_NOT_FOUND");
    check("resendWebhook", await client.post(resend, { webhookId: "none" }), "404 WEBHOOK_NOT_FOUND");
    check("resendWebhook", await client.post(resend, { webhookId: 1 }), "400 INVALID_REQUEST");
    check("resendWebhook", await client.post(resend, {}), "200");
    check("resendWebhook", await client.post(resend, {}), "400 MAX_WEBHOOK_RETRY_COUNT_REACHED");

    const receipt = {
      status: "ISSUED",
      issueNumber: "1",
      totalAmount: 39_000,
      currency: "KRW",
      issuedAt: "2026-01-01T00:00:00Z",
    };
    const bought = createPayment({ method: "TRANSFER", cashReceipt: receipt });
    const cancelReceipt = `/payments/${bought.id}/cash-receipt/cancel`;
    check(
      "cancelCashReceiptByPaymentId",
      await client.post("/payments/none/cash-receipt/cancel"),
      "404 CASH_RECEIPT_NOT_FOUND",
    );
    check(
      "cancelCashReceiptByPaymentId",
      await client.post(`/payments/${announced.id}/cash-receipt/cancel`),
      "404 CASH_RECEIPT_NOT_ISSUED",
    );
    script({ kind: "pg-error", operation: "cancelCashReceiptByPaymentId" });
    check("cancelCashReceiptByPaymentId", await client.post(cancelReceipt), "502 PG_PROVIDER");
    check("cancelCashReceiptByPaymentId", await client.post(cancelReceipt), "200");

    cancelByOther(bought.id, { amount: 9_000, trigger: "CHARGEBACK" });
    await sandbox.control.flushWebhooks();
    check("getPayment", await client.get(`/payments/${bought.id}`), "200");
    check("getPaymentTransactions", await client.get(`/payments/${bought.id}/transactions`), "200");
    check("getAllPaymentEventsByCursor", await client.list("/payment-events-by-cursor", {}), "200");
  });

  it("holds for promotions, by rate and by sum", async () => {
    const { sandbox, client } = await testSandbox();
    for (const kind of ["rate", "fixed"] as const) {
      const promotion = { id: `promotion-${kind}`, kind, value: 10, threshold: 5_000 };
      sandbox.control.createPayment({ total: 6_000, promotion });
      const reply = await client.get(`/promotions/promotion-${kind}`);
      check("getPromotion", reply, "200");
      const scheme = kind === "rate" ? { type: "PERCENT", percent: 10 } : { type: "AMOUNT", amount: 10 };
      expect(reply.body).toMatchObject({
        discountPolicy: { partitions: [{ amountFrom: 5_000, scheme }] },
        spentAmount: kind === "rate" ? 600 : 10,
      });
    }
    check("getPromotion", await client.get("/promotions/none"), "404 PROMOTION_NOT_FOUND");
    check("getPromotion", await client.get("/promotions/%20"), "400 INVALID_REQUEST");
  });

  it("covers every error that the specification lists for these endpoints, and one more", async () => {
    // Uses the errors collected by the tests above, so the order matters.
    const missing = (Object.keys(templates) as Operation[]).flatMap((operation) => {
      const met = [...(seen.get(operation)?.keys() ?? [])].map((name) => name.split(" ").at(-1));
      return documentedErrors(operation)
        .filter((type) => !met.includes(type))
        .map((type) => `${operation}: ${type}`);
    });
    // The credentials own every store of the sandbox, so no promotion belongs to another merchant.
    expect(missing).toEqual(["getPromotion: FORBIDDEN"]);
    // The only answer outside the specification; the REST overview documents it.
    const receiver = await testReceiver();
    const held = holdAnswers(receiver);
    const { sandbox, client } = await testSandbox({ webhookUrl: receiver.url });
    const { id } = sandbox.control.createPayment();
    sandbox.control.script({ kind: "webhook-before-answer" });
    const first = client.cancel(id, {}, "contract-key-0001");
    await eventually(() => sandbox.control.ledger(id).length).toBe(1);
    const second = await client.cancel(id, {}, "contract-key-0001");
    expect([second.status, second.body.type]).toEqual([409, "IDEMPOTENCY_OUTSTANDING_REQUEST"]);
    held.release();
    expect((await first).status).toBe(200);
  });

  it("detects an undeclared field, a wrong type, an unknown path and a wrong request", () => {
    const fine = { cancelledAmount: 1, cancelledAt: "2026-01-01T00:00:00Z" };
    const [method, path] = templates.cancelCashReceiptByPaymentId;
    expect(contract.response(method, path, 200, fine)).toEqual([]);
    expect(contract.response(method, path, 200, { ...fine, canceledAt: 1 })).toEqual([
      "response.canceledAt: not declared",
    ]);
    expect(contract.response(method, path, 200, { ...fine, cancelledAmount: 1.5 })[0]).toContain(
      "must be integer",
    );
    expect(contract.response(method, path, 200, { ...fine, cancelledAt: "today" })[0]).toContain("date-time");
    expect(contract.response(method, "/refunds", 200, {})[0]).toContain("not in the specification");
    expect(contract.response(method, path, 418, {})[0]).toContain("does not document status 418");
    expect(contract.response("GET", "/payments/{paymentId}", 409, {})[0]).toContain("409");
    const cancelPath = templates.cancelPayment[1];
    const notPaid = { type: "PAYMENT_NOT_PAID" };
    expect(contract.response("POST", cancelPath, 404, notPaid)[0]).toContain("documented with status 409");
    expect(contract.request("POST", cancelPath, { body: { reason: "r", amount: 1 } })).toEqual([]);
    expect(contract.request("POST", cancelPath, { body: { amount: 1 } })[0]).toContain("reason");
    expect(contract.request("POST", cancelPath, { body: { reason: "r", amout: 1 } })).toEqual([
      "body.amout: not declared",
    ]);
    expect(contract.request("POST", cancelPath, {})).toEqual(["body: required"]);
    const filter = JSON.stringify({ filter: { status: ["PAID"] } });
    expect(contract.request("GET", "/payments", { query: { requestBody: filter } })).toEqual([]);
    const wrong = JSON.stringify({ filter: { status: ["PAY_PENDING"] } });
    expect(contract.request("GET", "/payments", { query: { requestBody: wrong } })[0]).toContain(
      "allowed values",
    );
    expect(contract.request("GET", "/payments", { query: { page: "1" } })).toEqual([
      "query.page: not a parameter",
    ]);
  });
});
