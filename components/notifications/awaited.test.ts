import { beforeEach, expect, test, vi } from "vitest";
import type { AwaitedRefund } from "@/lib/domain/refund/awaited-refund";
import { awaitedBy, recordAwaited } from "./awaited";

beforeEach(() => {
  const storage = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (place: string) => storage.get(place) ?? null,
    setItem: (place: string, text: string) => storage.set(place, text),
  });
});

const refund = (number: string, state: AwaitedRefund["state"]): AwaitedRefund => ({
  number,
  paymentId: `payment of ${number}`,
  orderName: "주문",
  state,
});
const ended = (refunds: AwaitedRefund[], person = "p") =>
  recordAwaited(person, awaitedBy(person), refunds).map(({ number, state }) => [number, state]);

test("the end of a refund that was stored as open is returned once", () => {
  expect(ended([refund("R222222", "submitting"), refund("R333333", "pending")])).toEqual([]);
  expect(awaitedBy("p")).toEqual(["R222222", "R333333"]);
  expect(ended([refund("R222222", "succeeded"), refund("R333333", "pending")])).toEqual([
    ["R222222", "succeeded"],
  ]);
  expect(ended([refund("R222222", "succeeded"), refund("R333333", "undecided")])).toEqual([
    ["R333333", "undecided"],
  ]);
  expect(ended([refund("R333333", "succeeded")])).toEqual([]);
});

test("the end of a refund that this browser has never stored as open is not returned", () => {
  expect(ended([refund("R444444", "failed")])).toEqual([]);
});

test("another person in the same browser does not await the refund", () => {
  ended([refund("R222222", "pending")]);
  expect(ended([refund("R222222", "succeeded")], "other")).toEqual([]);
  expect(awaitedBy("other")).toEqual([]);
});

test("at most 30 open refunds are stored", () => {
  ended(Array.from({ length: 40 }, (_, n) => refund(`R${n}`, "pending")));
  expect(awaitedBy("p")).toHaveLength(30);
});

test("an older answer does not remove a refund that another check has stored meanwhile", () => {
  const earlier = awaitedBy("p");
  ended([refund("R222222", "pending")]);
  // This answer was read after the end, and its request did not contain the number.
  expect(recordAwaited("p", earlier, [])).toEqual([]);
  expect(awaitedBy("p")).toEqual(["R222222"]);
  expect(ended([refund("R222222", "failed")])).toEqual([["R222222", "failed"]]);
});

test("a refund that the desk no longer knows is no longer awaited", () => {
  ended([refund("R222222", "pending")]);
  expect(ended([])).toEqual([]);
  expect(awaitedBy("p")).toEqual([]);
});
