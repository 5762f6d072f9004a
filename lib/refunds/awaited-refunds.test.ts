import { afterAll, beforeAll, expect, test } from "vitest";
import { awaitedRefunds } from "@/lib/db/queries/awaited-refunds";
import { suggestPayments } from "@/lib/db/queries/payment-list/payment-jumps";
import { syncPayment } from "@/lib/sync/sync-payment";
import { administrator, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";
import { refundWithFaults } from "@/tests/support/test-refund";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

test("a person's awaited refunds are the open ones, and ended ones by number", async () => {
  const done = await refundWithFaults(desk, []);
  const open = await refundWithFaults(desk, [{ kind: "async-cancel" }], { orderName: "기다리는 주문" });
  const [doneNumber, openNumber] = [(await done.row())?.number ?? "", (await open.row())?.number ?? ""];
  const waiting = await awaitedRefunds(desk.database.db, operator.id, []);
  expect(waiting).toEqual([
    { number: openNumber, paymentId: open.paymentId, orderName: "기다리는 주문", state: "pending" },
  ]);
  const withEnded = await awaitedRefunds(desk.database.db, operator.id, [doneNumber]);
  expect(withEnded.map(({ number, state }) => [number, state])).toEqual([
    [openNumber, "pending"],
    [doneNumber, "succeeded"],
  ]);
  expect(await awaitedRefunds(desk.database.db, administrator.id, [doneNumber, openNumber])).toEqual([]);
});

test("a payment is found by a prefix of its id and by its refund number in any spelling", async () => {
  const refund = await refundWithFaults(desk, [], { id: "find_me-100%" });
  const number = (await refund.row())?.number ?? "";
  const other = desk.sandbox.control.createPayment({ id: "findXme-100" });
  await syncPayment(desk, { paymentId: other.id });
  const ids = async (text: string) =>
    (await suggestPayments(desk.database.db, { typed: text, seesCustomers: true })).jumps.map(
      ({ by, id }) => [by, id],
    );
  expect(await ids("find")).toEqual(
    expect.arrayContaining([
      ["payment", "find_me-100%"],
      ["payment", "findXme-100"],
    ]),
  );
  // Pattern characters are literal.
  expect(await ids("find_me")).toEqual([["payment", "find_me-100%"]]);
  expect(await ids("find_me-100%")).toEqual([["payment", "find_me-100%"]]);
  expect(await ids("%")).toEqual([]);
  for (const written of [number, `#${number}`, ` ${number.toLowerCase()} `])
    expect(
      (await suggestPayments(desk.database.db, { typed: written, seesCustomers: true })).jumps,
    ).toMatchObject([{ paymentId: "find_me-100%", orderName: expect.any(String), by: "refund", id: number }]);
  expect(await ids("🙂'\"\\")).toEqual([]);
});

test("a payment is found by the complete id of its transaction or its cancellation", async () => {
  const refund = await refundWithFaults(desk, [], { id: "by-other-ids" });
  const { transactionId, cancellations } = desk.sandbox.control.getPayment(refund.paymentId) as {
    transactionId: string;
    cancellations: { id: string }[];
  };
  for (const id of [transactionId, cancellations[0]?.id ?? ""]) {
    expect((await suggestPayments(desk.database.db, { typed: id, seesCustomers: true })).jumps).toMatchObject(
      [{ paymentId: "by-other-ids", orderName: expect.any(String), by: "other", id }],
    );
    const part = await suggestPayments(desk.database.db, { typed: id.slice(0, -1), seesCustomers: true });
    expect(part.jumps.filter(({ by }) => by !== "text")).toEqual([]);
  }
});

test("a prefix of many payments returns six of them", async () => {
  for (let n = 0; n < 9; n += 1)
    await syncPayment(desk, { paymentId: desk.sandbox.control.createPayment({ id: `many-${n}` }).id });
  expect(
    (await suggestPayments(desk.database.db, { typed: "many-", seesCustomers: true })).jumps,
  ).toHaveLength(6);
});
