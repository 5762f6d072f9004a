// 취소 원복: no API call exists; the PG does it, on the day of the cancel. https://help.portone.io/content/cancel-reversal
import type { Cancellation, Payment } from "../payment/payment";
import type { PaymentMethod } from "../payment/payment-method";
import { seoulDay } from "../seoul-time";

type ReversalBar = "same-day" | "card-type" | "escrow" | "wallet" | "method" | "partial";

type ReversalPg = "nice" | "kcp" | "inicis" | "danal" | "hecto" | "tosspayments";

/** `pg` is null where the procedure of this payment's PG is not documented. */
export type Reversal = { kind: "barred"; by: ReversalBar } | { kind: "possible"; pg: ReversalPg | null };

const procedures: Readonly<Record<string, ReversalPg>> = {
  NICE_V2: "nice",
  NICE: "nice",
  KCP_V2: "kcp",
  KCP: "kcp",
  INICIS_V2: "inicis",
  HTML5_INICIS: "inicis",
  DANAL_TPAY: "danal",
  SETTLE: "hecto",
  HECTO_GLOBAL: "hecto",
  TOSSPAYMENTS: "tosspayments",
};
const walletsWithout: readonly string[] = ["NAVERPAY", "PAYCO"];

type Reversed = Pick<Payment, "channel" | "escrow" | "paidAt" | "status"> & {
  method: Pick<PaymentMethod, "type" | "card" | "easyPay"> | null;
};

/** Returns null without a successful cancel of today in Seoul, or on a test channel. */
export function reversalOf(
  payment: Reversed,
  cancellations: readonly Pick<Cancellation, "status" | "cancelledAt">[],
  now: Date,
): Reversal | null {
  const today = seoulDay(now);
  const isToday = (at: string | null) => at !== null && seoulDay(new Date(at)) === today;
  const isMade = cancellations.some(
    ({ status, cancelledAt }) => status === "SUCCEEDED" && isToday(cancelledAt),
  );
  if (!isMade || payment.channel?.type === "TEST") return null;
  const pg = procedures[payment.channel?.pgProvider ?? ""] ?? null;
  const by = barOf(payment, pg, isToday(payment.paidAt));
  return by === null ? { kind: "possible", pg } : { kind: "barred", by };
}

function barOf(
  { channel, method, escrow, status }: Reversed,
  pg: ReversalPg | null,
  isPaidToday: boolean,
): ReversalBar | null {
  const cardType = method?.card?.type?.value;
  if (isPaidToday) return "same-day";
  if (cardType === "DEBIT" || cardType === "GIFT") return "card-type";
  if (escrow !== null) return "escrow";
  if ([channel?.pgProvider, method?.easyPay?.provider].some((name) => walletsWithout.includes(name ?? "")))
    return "wallet";
  if (pg === "inicis" && method?.type === "MOBILE") return "method";
  if (pg === "hecto" && method?.type === "TRANSFER") return "method";
  return pg === "nice" && status === "PARTIAL_CANCELLED" ? "partial" : null;
}
