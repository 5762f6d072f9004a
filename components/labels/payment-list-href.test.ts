import { expect, test } from "vitest";
import { paymentHref } from "./payment-href.ts";
import { listHref } from "./payment-list-href.ts";

test("the plain list has a plain address", () => {
  expect(listHref()).toBe("/payments");
});

test("tab, search and cursor are in the address", () => {
  expect(listHref({ tab: "paid", query: "a b&c", after: "x=/" })).toBe(
    "/payments?tab=paid&q=a+b%26c&after=x%3D%2F",
  );
});

test("a payment id with any characters makes one path segment", () => {
  expect(paymentHref("주문/2026?#1")).toBe(`/payments/${encodeURIComponent("주문/2026?#1")}`);
});
