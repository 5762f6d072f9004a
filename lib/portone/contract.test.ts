// Compares the requests of the gateway with PortOne's OpenAPI file, which PORTONE_OPENAPI names.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import * as paymentValues from "@/lib/domain/payment/payment";
import * as methodValues from "@/lib/domain/payment/payment-method";
import { writeCancelBody } from "@/lib/domain/refund/cancel-body";
import { portoneRefusals } from "@/lib/domain/refund/failure-readings";
import { planRefund } from "@/lib/domain/refund/plan-refund";
import { type Contract, loadContract } from "@/sandbox/contract/openapi-validator";
import { type RunningSandbox, startSandbox } from "@/sandbox/server";
import { createGateway, type Gateway } from "./gateway";

const file = process.env.PORTONE_OPENAPI;
if (!file) console.warn("contract test skipped: set PORTONE_OPENAPI to PortOne's v2.openapi.json to run it");

const openApi = z.object({
  components: z.object({
    schemas: z.record(
      z.string(),
      z.object({
        enum: z.array(z.string()).optional(),
        discriminator: z.object({ mapping: z.record(z.string(), z.string()).optional() }).optional(),
        "x-portone-status-code": z.number().optional(),
      }),
    ),
  }),
});

describe.runIf(file)("the gateway's requests match PortOne's OpenAPI file", () => {
  let contract: Contract;
  let schemas: z.infer<typeof openApi>["components"]["schemas"];
  let sandbox: RunningSandbox;
  let gateway: Gateway;
  beforeAll(async () => {
    contract = loadContract(file ?? "");
    schemas = openApi.parse(JSON.parse(readFileSync(file ?? "", "utf8"))).components.schemas;
    sandbox = await startSandbox({ payments: "none" });
    gateway = createGateway({
      base: sandbox.url,
      secret: sandbox.apiSecret,
      cancelLimitMs: 2_000,
      readLimitMs: 2_000,
    });
  });
  afterAll(() => sandbox.close());

  /** Checks the last request that the sandbox received against the template of its path. */
  function checkLast(method: string, template: string): void {
    const last = sandbox.control.requests().at(-1);
    if (last === undefined) throw new Error("nothing was sent");
    const url = new URL(last.path, sandbox.url);
    const query = Object.fromEntries(url.searchParams);
    const body: unknown = last.body === "" ? undefined : JSON.parse(last.body);
    expect(last.method).toBe(method);
    expect(contract.request(method, template, { query, body })).toEqual([]);
  }

  test("GET /payments/{paymentId}", async () => {
    const { id, storeId } = sandbox.control.createPayment({});
    await gateway.getPayment({ paymentId: id });
    checkLast("GET", "/payments/{paymentId}");
    await gateway.getPayment({ paymentId: id, storeId });
    checkLast("GET", "/payments/{paymentId}");
  });

  test("GET /payments-by-cursor", async () => {
    const range = { from: new Date(Date.now() - 86_400_000), until: new Date() };
    sandbox.control.createPayment({ requestedAt: Date.now() - 60_000 });
    const page = await gateway.listPaymentsByCursor({ ...range, size: 10, storeId: sandbox.storeId });
    checkLast("GET", "/payments-by-cursor");
    const cursor = page.ok ? page.value.items.at(-1)?.cursor : undefined;
    expect(cursor).toBeTypeOf("string");
    await gateway.listPaymentsByCursor({ ...range, size: 1_000, cursor });
    checkLast("GET", "/payments-by-cursor");
  });

  test.each([
    ["a full cancel", {}, { kind: "full" }],
    ["a full cancel with a tax-free part", { taxFree: 2_000 }, { kind: "full" }],
    ["a full cancel under a discount", { discount: 1_000 }, { kind: "full" }],
    ["a partial cancel", {}, { kind: "partial", amount: 3_000 }],
    [
      "a partial cancel with a tax-free part",
      { taxFree: 2_000 },
      { kind: "partial", amount: 3_000, taxFreeAmount: 500 },
    ],
  ] as const)("POST /payments/{paymentId}/cancel: %s", async (_, overrides, cancel) => {
    const { id } = sandbox.control.createPayment({ total: 10_000, ...overrides });
    const read = await gateway.getPayment({ paymentId: id });
    if (!read.ok) throw new Error(read.error.code);
    const plan = planRefund(
      read.value.payment,
      { cancel, requester: "CUSTOMER" },
      "고객 변심 #R2C4E6G",
      new Date(),
      { retainOption: null, refusedBalance: null },
    );
    if (!plan.ok) throw new Error(plan.error.code);
    const { body } = plan.value;
    const key = `contract-${id}-0123456789`;
    const outcome = await gateway.cancelPayment({
      paymentId: id,
      key,
      requestText: writeCancelBody(body),
      body,
    });
    expect(outcome).toMatchObject({ kind: "answered", cancellation: { status: "SUCCEEDED" } });
    checkLast("POST", "/payments/{paymentId}/cancel");
  });

  test.each([
    ["CardType", methodValues.cardTypes],
    ["CardBrand", methodValues.cardBrands],
    ["CardOwnerType", methodValues.cardOwnerTypes],
    ["PaymentMethodVirtualAccountType", methodValues.virtualAccountTypes],
    ["PaymentMethodVirtualAccountRefundStatus", methodValues.virtualAccountRefundStatuses],
    ["PaymentMethodGiftCertificateType", methodValues.giftCertificateTypes],
    ["CashReceiptIssuanceStatus", paymentValues.cashReceiptIssuanceStatuses],
    ["DisputeStatus", paymentValues.disputeStatuses],
  ])("the desk knows exactly the documented values of %s", (name, known) => {
    expect([...known].sort()).toEqual(schemas[name]?.enum?.sort());
  });

  test("the desk knows every documented error type of a cancel with its HTTP status", () => {
    const documented = Object.entries(schemas.CancelPaymentError?.discriminator?.mapping ?? {}).map(
      ([type, ref]) => [type, schemas[ref.replace("#/components/schemas/", "")]?.["x-portone-status-code"]],
    );
    expect(Object.fromEntries(documented)).toEqual({ ...portoneRefusals, PG_PROVIDER: 502 });
  });

  test("POST operations other than a cancel", async () => {
    const key = "contract-operation-0123456789";
    const account = sandbox.control.createPayment({ status: "VIRTUAL_ACCOUNT_ISSUED" });
    await gateway.closeVirtualAccount({ paymentId: account.id, storeId: account.storeId, key });
    checkLast("POST", "/payments/{paymentId}/virtual-account/close");
    const { id, storeId } = sandbox.control.createPayment({});
    await gateway.cancelCashReceipt({ paymentId: id, storeId, key });
    checkLast("POST", "/payments/{paymentId}/cash-receipt/cancel");
    await gateway.stopCancellation({ paymentId: id, storeId, cancellationId: "cancellation-1", key });
    checkLast("POST", "/payments/{paymentId}/cancellations/{cancellationId}/stop");
  });

  test("the validator reports a wrong request", () => {
    const wrong = { query: {}, body: { reason: 1, amount: "all" } };
    expect(contract.request("POST", "/payments/{paymentId}/cancel", wrong)).not.toEqual([]);
  });
});
