import { expect, test } from "vitest";
import { storable } from "./storable";

test("billing keys are masked at any depth, and characters that PostgreSQL rejects are removed or replaced", () => {
  const wire = {
    billingKey: "billing-key-1",
    method: { type: "PaymentMethodCard", billingKey: "billing-key-2" },
    transactions: [{ billingKey: "billing-key-3" }, { billingKey: null }],
    "odd\u0000key": "a\u0000b\ud800",
  };
  expect(storable(wire)).toEqual({
    billingKey: "…",
    method: { type: "PaymentMethodCard", billingKey: "…" },
    transactions: [{ billingKey: "…" }, { billingKey: null }],
    oddkey: "ab\ufffd",
  });
});
