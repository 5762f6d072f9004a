import { describe, expect, test } from "vitest";
import { cancellationNamedBy, prettyPrintedJson, visibleBody } from "./delivery";

const body = (data: Record<string, unknown>) =>
  JSON.stringify({ type: "T", timestamp: "2026-11-24T00:00:00Z", data });
const ids = { paymentId: "p", storeId: "s", transactionId: "t", cancellationId: "c" };

describe("the body of a webhook", () => {
  test("is shown to everybody as signed if it holds ids only", () => {
    const text = body(ids);
    expect(visibleBody("Transaction.Cancelled", text, false)).toEqual({ text, whole: true });
    const old = "payment_id=p&tx_id=t&status=Paid";
    expect(visibleBody("2024-01-01:Paid", old, false)).toEqual({ text: old, whole: true });
  });

  test.each([
    [
      "a type that is not documented to hold ids only",
      "BillingKey.Issued",
      body({ billingKey: "b", storeId: "s" }),
    ],
    ["the confirm process, which has an amount", "Transaction.Confirm", body({ ...ids, totalAmount: 1 })],
    ["an undocumented field", "Transaction.Paid", body({ ...ids, customerName: "최서연" })],
    ["a text that is not JSON", "Transaction.Paid", "type=Transaction.Paid"],
  ])("is shown only with the permission to process webhooks: %s", (_, type, text) => {
    expect(visibleBody(type, text, false)).toBeNull();
    expect(visibleBody(type, text, true)).not.toBeNull();
  });

  test("is never shown with a billing key", () => {
    const text = body({ billingKey: 'bk-"1', storeId: "s" });
    const shown = visibleBody("BillingKey.Issued", text, true);
    expect(shown?.text).not.toContain("bk-");
    expect(JSON.parse(shown?.text ?? "")).toMatchObject({ data: { billingKey: "…", storeId: "s" } });
    expect(shown?.whole).toBe(false);
  });
});

test("laidOut indents JSON and leaves any other text unchanged", () => {
  expect(prettyPrintedJson('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(prettyPrintedJson("a=1")).toBe("a=1");
});

test("the cancellation that a webhook names is read from its body, if there is one", () => {
  expect(cancellationNamedBy(body(ids))).toBe("c");
  expect(cancellationNamedBy(body({ paymentId: "p" }))).toBeNull();
  expect(cancellationNamedBy(body({ cancellationId: 7 }))).toBeNull();
  expect(cancellationNamedBy("payment_id=p&tx_id=t&status=Paid")).toBeNull();
});
