// An end is told once, whichever tab looks first, and only of what was awaited.
import { beforeEach, expect, test, vi } from "vitest";
import type { AwaitedRefund } from "@/lib/domain/refund/awaited-refund";
import { awaitedBy, noteAwaited } from "./awaited";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (place: string) => kept.get(place) ?? null,
    setItem: (place: string, text: string) => kept.set(place, text),
  });
});

const refund = (number: string, state: AwaitedRefund["state"]): AwaitedRefund => ({
  number,
  paymentId: `payment of ${number}`,
  orderName: "주문",
  state,
});
const told = (refunds: AwaitedRefund[], person = "p") =>
  noteAwaited(person, awaitedBy(person), refunds).map(({ number, state }) => [number, state]);

test("what was open and has ended is told, once", () => {
  expect(told([refund("R222222", "submitting"), refund("R333333", "pending")])).toEqual([]);
  expect(awaitedBy("p")).toEqual(["R222222", "R333333"]);
  expect(told([refund("R222222", "succeeded"), refund("R333333", "pending")])).toEqual([
    ["R222222", "succeeded"],
  ]);
  expect(told([refund("R222222", "succeeded"), refund("R333333", "undecided")])).toEqual([
    ["R333333", "undecided"],
  ]);
  expect(told([refund("R333333", "succeeded")])).toEqual([]);
});

test("what nobody here has seen open is told to nobody", () => {
  expect(told([refund("R444444", "failed")])).toEqual([]);
});

test("another person at the same browser waits for nothing of it", () => {
  told([refund("R222222", "pending")]);
  expect(told([refund("R222222", "succeeded")], "other")).toEqual([]);
  expect(awaitedBy("other")).toEqual([]);
});

test("no more is kept than anybody waits for", () => {
  told(Array.from({ length: 40 }, (_, n) => refund(`R${n}`, "pending")));
  expect(awaitedBy("p")).toHaveLength(30);
});

test("an answer to a look that knew less takes nothing from what was found meanwhile", () => {
  const earlier = awaitedBy("p");
  told([refund("R222222", "pending")]);
  // It was read after the end, and was not asked for this number.
  expect(noteAwaited("p", earlier, [])).toEqual([]);
  expect(awaitedBy("p")).toEqual(["R222222"]);
  expect(told([refund("R222222", "failed")])).toEqual([["R222222", "failed"]]);
});

test("what the desk knows no more is awaited no more", () => {
  told([refund("R222222", "pending")]);
  expect(told([])).toEqual([]);
  expect(awaitedBy("p")).toEqual([]);
});
