import "server-only";
import { asc, eq, inArray } from "drizzle-orm";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { cancellations, refundAttempts, refunds } from "@/lib/db/schema/refunds";
import type { CancelFigures } from "@/lib/domain/amounts";
import { nextStepApplies, readAnswer } from "@/lib/domain/refund/failure-readings";
import { type RefundFailureCode, refundFailures } from "@/lib/domain/refund/refund-errors";
import type { SendResult } from "@/lib/domain/refund/send-result";
import type { AnswerView, RefundView } from "@/lib/domain/views/refund";
import type { Database } from "../client";

export type AttemptRow = typeof refundAttempts.$inferSelect;

export async function refundViewOf(db: Database, refundId: string): Promise<RefundView | null> {
  const [row] = await db.select().from(refunds).where(eq(refunds.id, refundId));
  if (row === undefined) return null;
  const made = await db.select().from(cancellations).where(eq(cancellations.refundId, refundId));
  return refundView(row, (await attemptsByRefund(db, [refundId])).get(refundId) ?? [], made);
}

export async function attemptsByRefund(
  db: Database,
  refundIds: string[],
): Promise<Map<string, AttemptRow[]>> {
  if (refundIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(refundAttempts)
    .where(inArray(refundAttempts.refundId, refundIds))
    .orderBy(asc(refundAttempts.n));
  return Map.groupBy(rows, ({ refundId }) => refundId);
}

export function refundView(
  row: RefundRow,
  attempts: readonly AttemptRow[],
  made: readonly (typeof cancellations.$inferSelect)[],
): RefundView {
  const lastAnswer = lastAnswerOf(attempts);
  const mine = made.filter(({ refundId }) => refundId === row.id);
  const contrary =
    row.state === "failed"
      ? mine.find(({ id, status }) => id !== row.cancellationId && status !== "FAILED")
      : undefined;
  const settledBy = mine.find(({ id }) => id === row.cancellationId);
  const code = row.failure === null ? null : failureCode(row.failure.code);
  const storedAnswer = row.failure?.answer ?? lastAnswer;
  const outcome = { state: row.state, failure: code, contradicted: contrary !== undefined };
  const shown = (answer: SendResult | null): AnswerView | null =>
    answer && answerView(answer, row.pgProvider, nextStepApplies(outcome, answer));
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    kind: row.kind,
    figures: settledBy === undefined ? sentFiguresOf(row) : cancelFiguresOf(settledBy),
    currency: row.currency,
    requested: { amount: row.requestedAmount, taxFree: row.expectedTaxFree, vat: row.requestedVat },
    reason: row.reason,
    internalNote: row.internalNote,
    account: row.account,
    retainOption: row.retainOption,
    balanceLockSource: row.balanceLockSource,
    overrideWhy: row.overrideWhy,
    actorName: row.actorName,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    failure: code === null ? null : { code, answer: shown(storedAnswer) },
    contradictedBy: contrary?.id ?? null,
    lastAnswer: shown(lastAnswer),
  };
}

export function cancelFiguresOf(
  row: Pick<typeof cancellations.$inferSelect, "orderAmount" | "moneyBack" | "pointsBack">,
): CancelFigures {
  return { order: row.orderAmount, money: row.moneyBack, points: row.pointsBack };
}

export function sentFiguresOf({ orderAmount: order, moneyBack: money }: RefundRow): CancelFigures {
  return { order, money, points: null };
}

export function answerView(answer: SendResult, pgProvider: string | null, stands: boolean): AnswerView {
  return { ...answer, reading: readAnswer(answer, pgProvider), nextStepApplies: stands };
}

function lastAnswerOf(attempts: readonly AttemptRow[]): SendResult | null {
  return attempts.findLast(({ outcome }) => outcome !== null)?.outcome ?? null;
}

function failureCode(code: string): RefundFailureCode {
  const known = refundFailures.find((one) => one === code);
  if (known === undefined) throw new Error(`a refund was stored with the unknown failure ${code}`);
  return known;
}
