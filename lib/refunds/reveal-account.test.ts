import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordApprovalRule } from "@/lib/db/approvals/record-rules";
import { recordWithdrawal } from "@/lib/db/approvals/record-withdrawal";
import { latestApprovalOf } from "@/lib/db/queries/approvals";
import { auditEntries } from "@/lib/db/schema/journal";
import { user } from "@/lib/db/schema/people";
import {
  administrator,
  approver,
  fullRefund,
  openTestDesk,
  operator,
  secondApprover,
  type TestDesk,
} from "@/tests/support/test-desk";
import { allRefunds } from "@/tests/support/test-rule";
import { askForApproval } from "./ask-approval";
import { revealAccount } from "./reveal-account";

const account = { bank: "SHINHAN", number: "110222333444", holderName: "남궁민수" } as const;
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
  await recordApprovalRule(desk.database.db, administrator, {
    revision: 0,
    conditions: allRefunds,
  });
});
afterAll(() => desk.close());

async function asked(method: "VIRTUAL_ACCOUNT" | "CARD") {
  const payment = desk.sandbox.control.createPayment({ total: 60_000, method });
  const request = fullRefund(payment, method === "CARD" ? {} : { refundAccount: account });
  const answer = await askForApproval(desk, operator, request);
  if (!answer.ok) throw new Error(answer.error.code);
  return { ...answer.value, key: { storeId: payment.storeId, paymentId: payment.id } };
}
const revealed = () =>
  desk.database.db.select().from(auditEntries).where(eq(auditEntries.action, "approval.account-revealed"));

test("the whole account number of a request that waits is read by an act that the audit records", async () => {
  const request = await asked("VIRTUAL_ACCOUNT");
  const seen = await latestApprovalOf(desk.database.db, approver, request.key);
  expect(JSON.stringify(seen)).not.toMatch(/110222333444|남궁민수/);
  expect(await revealAccount(desk, approver, request.id)).toEqual({
    ok: true,
    value: { number: "1102 2233 3444", holderName: "남궁민수" },
  });
  const entries = await revealed();
  expect(entries).toMatchObject([
    { actorId: approver.id, subject: `approval:${request.id}`, paymentId: request.paymentId },
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/1102|남궁/);

  const { db } = desk.database;
  await db.execute(sql`update approvals set expires_at = clock_timestamp() where id = ${request.id}`);
  expect(await revealAccount(desk, approver, request.id)).toMatchObject({ error: { code: "not-waiting" } });
  await db.execute(
    sql`update approvals set expires_at = clock_timestamp() + interval '1 day' where id = ${request.id}`,
  );
  // The number is gone with the end of the request.
  await recordWithdrawal(desk.database.db, operator, { approvalId: request.id, revision: 1, note: "" });
  expect(await revealAccount(desk, approver, request.id)).toMatchObject({ error: { code: "not-waiting" } });
  expect(await revealed()).toHaveLength(1);
});

test("without the permission, without an account and without a request nothing is read or recorded", async () => {
  const [before, card, transfer] = [await revealed(), await asked("CARD"), await asked("VIRTUAL_ACCOUNT")];
  const refused = async (actor: typeof operator, id: string) => {
    const answer = await revealAccount(desk, actor, id);
    return answer.ok ? answer.value : answer.error.code;
  };
  expect(await refused(operator, transfer.id)).toBe("not-permitted");
  expect(await refused(approver, card.id)).toBe("no-account");
  expect(await refused(approver, "00000000-0000-4000-8000-000000000000")).toBe("approval-not-found");
  await desk.database.db.update(user).set({ role: "viewer" }).where(eq(user.id, secondApprover.id));
  // The session still has the role of before.
  expect(await refused(secondApprover, transfer.id)).toBe("not-permitted");
  const other = { ...desk, cipher: { encrypt: () => "", decrypt: () => null } };
  expect(await revealAccount(other, approver, transfer.id)).toMatchObject({ error: { code: "no-account" } });
  expect(await revealed()).toEqual(before);
});
