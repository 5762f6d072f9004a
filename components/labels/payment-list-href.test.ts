import { expect, test } from "vitest";
import { paymentHref } from "@/lib/domain/payment/payment-href";
import { listHref } from "./payment-list-href.ts";

test("the address of the list without a filter has no query", () => {
  expect(listHref()).toBe("/payments");
});

test("the address of the list contains tab, search and cursor", () => {
  expect(listHref({ tab: "paid", query: "a b&c", after: "x=/" })).toBe(
    "/payments?tab=paid&q=a+b%26c&after=x%3D%2F",
  );
});

test("the address of a payment has one path segment for an id with any characters", () => {
  expect(paymentHref("주문/2026?#1")).toBe(`/payments/${encodeURIComponent("주문/2026?#1")}`);
});
