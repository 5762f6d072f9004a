// How the page of a payment keeps itself up to date: the key, the fetch, and how often.
import type { PaymentDetail } from "@/lib/domain/views/payment-page";

const second = 1000;
const quick = second;
const slow = 15 * second;
/** What only time changes: how long something has been waited for. */
const whileLive = 30 * second;
const quickAfterSettling = 60 * second;

export function paymentKey(paymentId: string): readonly string[] {
  return ["payment", paymentId];
}

/** The session has ended: asking again is pointless until the person signs in. */
export class SignedOutError extends Error {}

/** Reads a payment from our own server, which answers with the same `PaymentDetail` that the page began with. */
export async function fetchPayment(url: string, signal: AbortSignal): Promise<PaymentDetail> {
  const response = await fetch(url, { signal, headers: { accept: "application/json" } });
  if (response.status === 401) throw new SignedOutError("signed out");
  if (!response.ok) throw new Error(`GET ${url} answered ${response.status}`);
  return (await response.json()) as PaymentDetail;
}

/**
 * Milliseconds until the next reading. While changes are told as they happen it is slow; otherwise quick while a refund
 * moves and for a minute after it came to its end.
 */
export function pollEvery(detail: PaymentDetail, now: Date, isLive: boolean): number {
  if (isLive) return whileLive;
  const moving = detail.refunds.some(
    ({ state, settledAt }) =>
      state === "submitting" ||
      state === "pending" ||
      (settledAt !== null && now.getTime() - new Date(settledAt).getTime() < quickAfterSettling),
  );
  return moving ? quick : slow;
}
