import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CancelBody, writeCancelBody } from "@/lib/domain/refund/cancel-body";
import type { CancelOutcome } from "@/lib/domain/refund/send-result";
import { type RunningSandbox, startSandbox } from "@/sandbox/server";
import { createGateway, type Gateway } from "./gateway";
import { NotSentError } from "./transport";

let sandbox: RunningSandbox;
let gateway: Gateway;
/** For answers that never come; every other answer has more time than a busy machine needs. */
let hasty: Gateway;
beforeAll(async () => {
  sandbox = await startSandbox({ payments: "none" });
  gateway = createGateway({
    base: sandbox.url,
    secret: sandbox.apiSecret,
    cancelLimitMs: 15_000,
    readLimitMs: 15_000,
  });
  hasty = createGateway({ ...gateway.config, cancelLimitMs: 300, readLimitMs: 300 });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.control.clearFaults();
  sandbox.control.resetSwitches();
});

let keys = 0;
function cancel(
  payment: { id: string; storeId: string },
  options: { gateway?: Gateway; body?: Partial<CancelBody>; key?: string } = {},
) {
  keys += 1;
  const body: CancelBody = {
    storeId: payment.storeId,
    reason: "고객 변심",
    requester: "CUSTOMER",
    ...options.body,
  };
  const key = options.key ?? `gateway-test-key-${keys}`;
  return (options.gateway ?? gateway).cancelPayment({
    paymentId: payment.id,
    key,
    requestText: writeCancelBody(body),
    body,
  });
}

/** Cancels a payment under a scripted fault. Returns the outcome and a count of the ledger entries. */
async function cancelWithFault(
  fault: Parameters<RunningSandbox["control"]["script"]>[0],
  through = gateway,
): Promise<[CancelOutcome, () => number]> {
  const payment = sandbox.control.createPayment({});
  sandbox.control.script({ ...fault, paymentId: payment.id });
  const outcome = await cancel(payment, { gateway: through });
  return [outcome, () => sandbox.control.ledger(payment.id).length];
}

test.each(["", ".", ".."])("no request is sent for the id %j, which resolves to another path", async (id) => {
  const before = sandbox.control.requests().length;
  const notFound = { ok: false, error: { code: "payment-not-found" } };
  expect(await gateway.getPayment({ paymentId: id })).toMatchObject(notFound);
  expect(await gateway.getPromotion({ promotionId: id })).toMatchObject(notFound);
  expect(await gateway.resendWebhook({ paymentId: id })).toMatchObject(notFound);
  await expect(cancel({ id, storeId: sandbox.storeId })).rejects.toBeInstanceOf(NotSentError);
  const target = { paymentId: id, storeId: sandbox.storeId, key: "an-id-that-is-no-path" };
  for (const operation of [
    gateway.closeVirtualAccount(target),
    gateway.cancelCashReceipt(target),
    gateway.stopCancellation({ ...target, cancellationId: "c" }),
    gateway.stopCancellation({ ...target, paymentId: "p", cancellationId: id }),
  ])
    await expect(operation).rejects.toBeInstanceOf(NotSentError);
  expect(sandbox.control.requests().slice(before)).toEqual([]);
});

describe("answered", () => {
  test("a successful cancel", async () => {
    const payment = sandbox.control.createPayment({ total: 5_000 });
    expect(await cancel(payment)).toMatchObject({
      kind: "answered",
      httpStatus: 200,
      cancellation: { status: "SUCCEEDED", totalAmount: 5_000, trigger: "API", reason: "고객 변심" },
    });
  });
  test("an asynchronous cancel is requested and moves no money", async () => {
    const [outcome, moved] = await cancelWithFault({ kind: "async-cancel" });
    expect(outcome).toMatchObject({ kind: "answered", cancellation: { status: "REQUESTED" } });
    expect(moved()).toBe(0);
  });
  test("a failed cancel moves no money", async () => {
    const [outcome, moved] = await cancelWithFault({ kind: "fail-cancel" });
    expect(outcome).toMatchObject({ kind: "answered", cancellation: { status: "FAILED" } });
    expect(moved()).toBe(0);
  });
  test("a repeated key returns the stored answer and moves no more money", async () => {
    const payment = sandbox.control.createPayment({});
    const first = await cancel(payment, { key: "the-same-key-again" });
    expect(await cancel(payment, { key: "the-same-key-again" })).toEqual(first);
    expect(sandbox.control.ledger(payment.id)).toHaveLength(1);
  });
});

describe("refused", () => {
  const documented: [number, string][] = [
    [400, "INVALID_REQUEST"],
    [400, "NEGATIVE_PROMOTION_ADJUSTED_CANCEL_AMOUNT"],
    [400, "PROMOTION_DISCOUNT_RETAIN_OPTION_SHOULD_NOT_BE_CHANGED"],
    [401, "UNAUTHORIZED"],
    [403, "FORBIDDEN"],
    [404, "PAYMENT_NOT_FOUND"],
    [409, "PAYMENT_NOT_PAID"],
    [409, "PAYMENT_ALREADY_CANCELLED"],
    [409, "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN"],
    [409, "CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT"],
    [409, "SUM_OF_PARTS_EXCEEDS_CANCEL_AMOUNT"],
    [409, "CANCEL_TAX_FREE_AMOUNT_EXCEEDS_CANCELLABLE_TAX_FREE_AMOUNT"],
    [409, "CANCEL_TAX_AMOUNT_EXCEEDS_CANCELLABLE_TAX_AMOUNT"],
    [409, "MAX_CANCEL_COUNT_REACHED"],
  ];
  test.each(documented)("%d %s moves no money", async (status, type) => {
    const [outcome, moved] = await cancelWithFault({
      kind: "status",
      status,
      body: { type, message: "why" },
    });
    expect(outcome).toEqual({ kind: "refused", httpStatus: status, type, message: "why" });
    expect(moved()).toBe(0);
  });
  test("the sandbox refuses a changed balance, a wrong secret and an unknown payment", async () => {
    const payment = sandbox.control.createPayment({ total: 9_000 });
    expect(await cancel(payment, { body: { currentCancellableAmount: 8_000 } })).toMatchObject({
      kind: "refused",
      type: "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN",
    });
    const stranger = createGateway({ ...gateway.config, secret: "not-the-secret" });
    expect(await cancel(payment, { gateway: stranger })).toMatchObject({ kind: "refused", httpStatus: 401 });
    expect(await cancel({ id: "missing/결제 #1", storeId: payment.storeId })).toMatchObject({
      kind: "refused",
      httpStatus: 404,
    });
    expect(sandbox.control.ledger(payment.id)).toEqual([]);
  });
});

describe("unanswered: the money may have moved", () => {
  const cases: [
    string,
    Parameters<typeof cancelWithFault>[0],
    Partial<Extract<CancelOutcome, { kind: "unanswered" }>>,
    number,
  ][] = [
    ["silence before the execution", { kind: "silence" }, { cause: "timeout" }, 0],
    ["silence after the execution", { kind: "execute-then-silence" }, { cause: "timeout" }, 1],
    ["an answer after the time limit", { kind: "delay", ms: 60_000 }, { cause: "timeout" }, 1],
    ["a connection reset", { kind: "reset" }, { cause: "connection" }, 0],
    ["half an answer, then a closed connection", { kind: "answer-then-drop" }, { cause: "connection" }, 1],
    ["an HTML page of a gateway", { kind: "html", status: 502 }, { cause: "not-json", httpStatus: 502 }, 0],
    [
      "an HTML page after the execution",
      { kind: "html", status: 500, executed: true },
      { cause: "not-json", httpStatus: 500 },
      1,
    ],
    ["broken JSON with 200", { kind: "malformed" }, { cause: "not-json", httpStatus: 200 }, 1],
    [
      "an unknown status of the cancellation",
      { kind: "unknown-status" },
      { cause: "unrecognized-answer", httpStatus: 200 },
      1,
    ],
    [
      "a body of another shape with 200",
      { kind: "status", status: 200, body: { done: true } },
      { cause: "unrecognized-answer" },
      0,
    ],
    ["null with 200", { kind: "status", status: 200, body: null }, { cause: "unrecognized-answer" }, 0],
    [
      "too many requests",
      { kind: "status", status: 429, body: { type: "TOO_MANY" } },
      { cause: "too-many-requests", httpStatus: 429 },
      0,
    ],
    [
      "an unknown error type",
      { kind: "status", status: 409, body: { type: "NEW_RULE" } },
      { cause: "unrecognized-answer", type: "NEW_RULE" },
      0,
    ],
    [
      "a known type with another status",
      { kind: "status", status: 500, body: { type: "PAYMENT_ALREADY_CANCELLED" } },
      { cause: "server-error" },
      0,
    ],
    [
      "an error without a type",
      { kind: "status", status: 400, body: { message: "?" } },
      { cause: "unrecognized-answer", httpStatus: 400 },
      0,
    ],
    [
      "a server error in JSON",
      { kind: "status", status: 503, body: { type: "UNAVAILABLE" } },
      { cause: "server-error", httpStatus: 503 },
      0,
    ],
    [
      "an undocumented status",
      { kind: "status", status: 418, body: [] },
      { cause: "unrecognized-answer", httpStatus: 418 },
      0,
    ],
  ];
  test.each(cases)("%s", async (_, fault, expected, moved) => {
    const [outcome, entries] = await cancelWithFault(fault, expected.cause === "timeout" ? hasty : gateway);
    expect(outcome).toMatchObject({ kind: "unanswered", ...expected });
    await expect.poll(entries).toBe(moved);
  });
  test.each([
    ["a refusal of the PG", { pgCode: "8178", pgMessage: "정산금액 부족" }, 0],
    ["a refusal of the PG after the execution", { pgCode: "8133", executed: true }, 1],
  ] as const)("%s proves nothing", async (_, fault, moved) => {
    const [outcome, entries] = await cancelWithFault({ kind: "pg-error", ...fault });
    const { pgCode } = fault;
    expect(outcome).toMatchObject({ kind: "pg-refused", httpStatus: 502, pgCode });
    expect(entries()).toBe(moved);
  });
  test("a repeated key during the first call is outstanding", async () => {
    const payment = sandbox.control.createPayment({});
    sandbox.control.script({ kind: "delay", paymentId: payment.id, ms: 60_000 });
    const key = "two-at-the-same-time";
    const first = cancel(payment, { key, gateway: hasty });
    await expect.poll(() => sandbox.control.ledger(payment.id).length).toBe(1);
    expect(await cancel(payment, { key })).toMatchObject({
      kind: "unanswered",
      cause: "outstanding",
      httpStatus: 409,
    });
    expect(await first).toMatchObject({ kind: "unanswered", cause: "timeout" });
    expect(sandbox.control.ledger(payment.id)).toHaveLength(1);
  });
  test("a refused connection", async () => {
    const closedPort = createGateway({ ...gateway.config, base: "http://127.0.0.1:9" });
    expect(await cancel({ id: "x", storeId: "s" }, { gateway: closedPort })).toMatchObject({
      kind: "unanswered",
      cause: "connection",
    });
  });
  test("an empty body with 502", async () => {
    await withServer(
      (_, response) => response.writeHead(502).end(),
      async (base) => {
        const outcome = await cancel(
          { id: "x", storeId: "s" },
          { gateway: createGateway({ ...gateway.config, base }) },
        );
        expect(outcome).toMatchObject({ kind: "unanswered", cause: "not-json", httpStatus: 502 });
      },
    );
  });
  test("a body that takes longer than the time limit", async () => {
    const drip: RequestListener = (_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const timer = setInterval(() => response.write(" "), 40);
      response.on("close", () => clearInterval(timer));
    };
    await withServer(drip, async (base) => {
      const outcome = await cancel(
        { id: "x", storeId: "s" },
        { gateway: createGateway({ ...hasty.config, base }) },
      );
      expect(outcome).toMatchObject({ kind: "unanswered", cause: "timeout", httpStatus: 200 });
    });
  });
});

test.each([301, 302, 307, 308])(
  "a redirect (%i) is not followed, neither to another address nor within PortOne's",
  async (status) => {
    const paths: string[] = [];
    const note: RequestListener = ({ url }, response) => {
      paths.push(`elsewhere ${url}`);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    };
    await withServer(note, async (elsewhere) => {
      for (const location of [`${elsewhere}/payments/x`, "/payments/y"]) {
        const redirect: RequestListener = ({ url }, response) => {
          paths.push(String(url).replace("?", ""));
          response.writeHead(status, { location }).end();
        };
        await withServer(redirect, async (base) => {
          const there = createGateway({ ...gateway.config, base });
          expect(await there.getPayment({ paymentId: "x" })).toMatchObject({
            error: { code: "unreachable" },
          });
          expect(await cancel({ id: "x", storeId: "s" }, { gateway: there })).toMatchObject({
            kind: "unanswered",
          });
        });
      }
    });
    expect(paths).toEqual(["/payments/x", "/payments/x/cancel", "/payments/x", "/payments/x/cancel"]);
  },
);

describe("no cancel is sent without its key and its recorded request", () => {
  test("a body that differs from the recorded request", async () => {
    const body: CancelBody = { storeId: "s", reason: "r", requester: "ADMIN" };
    const requestText = writeCancelBody({ ...body, amount: 1 });
    await expect(
      gateway.cancelPayment({ paymentId: "never-sent", key: "another-body-key-1", requestText, body }),
    ).rejects.toThrow(NotSentError);
    expect(sandbox.control.requests().some(({ path }) => path.includes("never-sent"))).toBe(false);
  });
  test("a cancel that bypasses the gateway", async () => {
    const past = fetch(`${sandbox.url}/payments/past-the-gateway/cancel`, { method: "POST", body: "{}" });
    await expect(past).rejects.toMatchObject({ cause: expect.any(NotSentError) });
    expect(sandbox.control.requests().some(({ path }) => path.includes("past-the-gateway"))).toBe(false);
  });
});

describe("reads", () => {
  test("a payment with an id that must be encoded", async () => {
    sandbox.control.createPayment({ id: "주문/1 #a?b=c&d", total: 7_000, currency: "KRW" });
    const read = await gateway.getPayment({ paymentId: "주문/1 #a?b=c&d" });
    expect(read).toMatchObject({
      ok: true,
      value: { payment: { id: "주문/1 #a?b=c&d", amount: { total: 7_000 }, status: "PAID" } },
    });
  });
  test("unknown values become UNRECOGNIZED and unknown fields are ignored", async () => {
    const { id } = sandbox.control.createPayment({
      extra: {
        status: "ON_HOLD",
        currency: "XTS",
        method: { type: "PaymentMethodBarter", goats: 2 },
        mood: "calm",
      },
    });
    const read = await gateway.getPayment({ paymentId: id });
    expect(read).toMatchObject({
      ok: true,
      value: {
        payment: {
          status: "UNRECOGNIZED",
          rawStatus: "ON_HOLD",
          method: { type: "UNRECOGNIZED", rawType: "PaymentMethodBarter" },
        },
      },
    });
  });
  test("the fields that a refund needs are read for each method, the account number is not", async () => {
    const read = async (overrides: Parameters<typeof sandbox.control.createPayment>[0]) => {
      const answer = await gateway.getPayment({ paymentId: sandbox.control.createPayment(overrides).id });
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value.payment;
    };
    const card = {
      type: { value: "CREDIT", raw: "CREDIT" },
      brand: { value: "LOCAL", raw: "LOCAL" },
      ownerType: { value: "PERSONAL", raw: "PERSONAL" },
      issuer: "신한카드",
      installment: { months: 0, interestFree: false },
      pointUsed: false,
    };
    expect((await read({ method: "CARD" })).method).toMatchObject({ card, easyPay: null });
    expect((await read({ method: "EASY_PAY" })).method).toMatchObject({
      card,
      easyPay: { provider: "KAKAOPAY", method: { value: "CARD", raw: "PaymentMethodCard" } },
      maskedNumber: expect.stringContaining("*"),
    });
    const charge = { type: "PaymentMethodEasyPayMethodCharge", bank: "SHINHAN" } as const;
    const charged = await read({
      method: { type: "PaymentMethodEasyPay", provider: "KAKAOPAY", easyPayMethod: charge },
    });
    expect(charged.method).toMatchObject({ card: null, easyPay: { method: { value: "CHARGE" } } });

    const account = await read({
      method: {
        type: "PaymentMethodVirtualAccount",
        accountNumber: "11022233344455",
        bank: "SHINHAN",
        accountType: "NORMAL",
        remitteeName: "포트상점",
        remitterName: "김민서",
        expiredAt: "2026-11-30T09:00:00+09:00",
        refundStatus: "PARTIAL_REFUND_FAILED",
      },
    });
    expect(account.method?.virtualAccount).toEqual({
      bank: "SHINHAN",
      accountType: { value: "NORMAL", raw: "NORMAL" },
      hasAccountNumber: true,
      remitteeName: "포트상점",
      remitterName: "김민서",
      expiredAt: "2026-11-30T00:00:00.000Z",
      refundStatus: { value: "PARTIAL_REFUND_FAILED", raw: "PARTIAL_REFUND_FAILED" },
    });
    expect(JSON.stringify(account)).not.toContain("11022233344455");
    expect((await read({ method: "GIFT_CERTIFICATE" })).method?.giftCertificateType).toEqual({
      value: "CULTURELAND",
      raw: "CULTURELAND",
    });
  });
  test("escrow, cash receipt and disputes are read, with the raw text of unknown values", async () => {
    const { id } = sandbox.control.createPayment({
      extra: {
        escrow: { status: "REGISTERED", company: "CJ", invoiceNumber: "1" },
        cashReceipt: {
          status: "ISSUED",
          issueNumber: "71234",
          totalAmount: 1,
          currency: "KRW",
          issuedAt: "2026-11-20T09:00:00+09:00",
        },
        cashReceiptIssuanceStatus: "LOST",
        disputes: [{ status: "ESCALATED", reason: "not received", createdAt: "2026-11-21T00:00:00Z" }],
        method: { card: { type: "PREPAID" } },
      },
    });
    const read = await gateway.getPayment({ paymentId: id });
    expect(read).toMatchObject({
      ok: true,
      value: {
        payment: {
          escrow: { value: "REGISTERED" },
          cashReceipt: {
            status: { value: "ISSUED" },
            issueNumber: "71234",
            issuedAt: "2026-11-20T00:00:00.000Z",
            cancelledAt: null,
          },
          cashReceiptIssuanceStatus: { value: "UNRECOGNIZED", raw: "LOST" },
          disputes: [{ status: { value: "UNRECOGNIZED", raw: "ESCALATED" }, resolvedAt: null }],
          hasUnresolvedDispute: true,
          method: { card: { type: { value: "UNRECOGNIZED", raw: "PREPAID" } } },
        },
      },
    });
  });
  test("display-only amounts may be below zero", async () => {
    const { id } = sandbox.control.createPayment({ extra: { amount: { supply: -1, vat: -1 } } });
    expect(await gateway.getPayment({ paymentId: id })).toMatchObject({
      ok: true,
      value: { payment: { amount: { supply: -1, vat: -1 } } },
    });
  });
  test("each failed read has its error: unknown payment, wrong secret, silence, HTML, a body that is no payment", async () => {
    const { id } = sandbox.control.createPayment({});
    const readWithFault = (fault: Parameters<typeof cancelWithFault>[0], through = gateway) => {
      sandbox.control.script({ ...fault, operation: "getPayment", paymentId: id } as Parameters<
        typeof cancelWithFault
      >[0]);
      return through.getPayment({ paymentId: id });
    };
    expect(await gateway.getPayment({ paymentId: "nothing-here" })).toMatchObject({
      error: { code: "payment-not-found" },
    });
    const stranger = createGateway({ ...gateway.config, secret: "not-the-secret" });
    expect(await stranger.getPayment({ paymentId: id })).toMatchObject({ error: { code: "unauthorized" } });
    expect(await readWithFault({ kind: "silence" }, hasty)).toMatchObject({ error: { code: "unreachable" } });
    expect(await readWithFault({ kind: "html" })).toMatchObject({ error: { code: "unreachable" } });
    expect(await readWithFault({ kind: "malformed" })).toMatchObject({ error: { code: "unreachable" } });
    expect(await readWithFault({ kind: "status", status: 200, body: { id } })).toMatchObject({
      error: { code: "unreadable" },
    });
    expect(await gateway.getPayment({ paymentId: id })).toMatchObject({ ok: true });
  });
  test("pages by cursor end with an empty page", async () => {
    const ids = [1, 2, 3].map(() => sandbox.control.createPayment({}).id);
    const seen: string[] = [];
    let cursor: string | undefined;
    const now = Date.now();
    for (;;) {
      const page = await gateway.listPaymentsByCursor({
        from: new Date(now - 86_400_000),
        until: new Date(now + 60_000),
        size: 2,
        cursor,
      });
      if (!page.ok) throw new Error(page.error.code);
      if (page.value.items.length === 0) break;
      for (const { read } of page.value.items) if (read.ok) seen.push(read.value.payment.id);
      cursor = page.value.items.at(-1)?.cursor;
    }
    expect(seen).toEqual(expect.arrayContaining(ids));
    expect(new Set(seen).size).toBe(seen.length);
  });
});

async function withServer(listener: RequestListener, run: (base: string) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe("a promotion's terms", () => {
  test.each([
    ["rate", { kind: "percent", percent: 10 }],
    ["fixed", { kind: "amount", amount: 10 }],
  ] as const)("of a %s discount are read", async (kind, discount) => {
    const id = `terms-${kind}`;
    sandbox.control.createPayment({ total: 6_000, promotion: { id, kind, value: 10, threshold: 5_000 } });
    expect(await gateway.getPromotion({ promotionId: id })).toEqual({
      ok: true,
      value: { brackets: [{ from: 5_000, discount }], maxDiscount: null },
    });
  });

  test("of an unknown promotion are an error", async () => {
    expect(await gateway.getPromotion({ promotionId: "none" })).toMatchObject({ ok: false });
  });

  test("of an unknown discount scheme are unreadable as a whole", async () => {
    const body = {
      discountPolicy: { partitions: [{ amountFrom: 0, scheme: { type: "STEPS", steps: [] } }] },
    };
    sandbox.control.script({ kind: "status", operation: "getPromotion", status: 200, body });
    expect(await gateway.getPromotion({ promotionId: "later" })).toMatchObject({
      ok: false,
      error: { code: "unreadable" },
    });
  });
});
