// 정산금액 부족: the day's sales at the PG do not cover the refund, so the PG refuses.
// https://help.portone.io (payment-failure-kcp-insufficient-funds and its siblings, read on 2026-11-22)
import type { MoneyBack } from "../amounts";
import type { PaymentDetail } from "./payment-page";

export type Shortage = {
  refundNumber: string;
  amount: MoneyBack | null;
  pgCode: string;
  pgMessage: string;
  at: string | null;
};

export type ShortagePg = "nice" | "danal" | "other";

/** Returns null unless the latest refund failed or is undecided because the settlement was too small. */
export function shortageOf(detail: Pick<PaymentDetail, "refunds" | "timeline">): Shortage | null {
  const [latest] = detail.refunds.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  if (latest === undefined || latest.contradictedBy !== null) return null;
  if (latest.state !== "failed" && latest.state !== "undecided") return null;
  const answer = latest.failure?.answer ?? latest.lastAnswer;
  if (answer?.kind !== "pg-refused" || answer.reading?.kind !== "pg") return null;
  if (answer.reading.meaning !== "settlement-short") return null;
  const refusal = detail.timeline
    .filter(({ entry }) => entry.kind === "refund-answered" && entry.refundId === latest.id)
    .toSorted((a, b) => b.at.localeCompare(a.at))[0];
  const { pgCode, pgMessage } = answer;
  return {
    refundNumber: latest.number,
    amount: latest.figures.money,
    pgCode,
    pgMessage,
    at: refusal?.at ?? null,
  };
}

export function shortagePg(pgProvider: string | null): ShortagePg {
  if (pgProvider?.startsWith("NICE")) return "nice";
  return pgProvider?.startsWith("DANAL") ? "danal" : "other";
}
