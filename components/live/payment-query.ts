// The one query of a payment page: its key, its fetch, and how often it is read again.
import { useQuery } from "@tanstack/react-query";
import type { PaymentDetail, PaymentPageView } from "@/lib/domain/views/payment-page";

const second = 1000;
const quick = second;
const slow = 15 * second;
/** For what only time changes: ages, deadlines and days of arrival. */
const whileLive = 30 * second;
const quickAfterEnd = 60 * second;

export function paymentKey(paymentId: string): readonly string[] {
  return ["payment", paymentId];
}

/** Returns the payment as its page has read it last, for a dialog above the cards. Reads nothing itself. */
export function useReadPayment(paymentId: string): PaymentPageView {
  const { data } = useQuery<PaymentPageView>({ queryKey: paymentKey(paymentId), enabled: false });
  if (data === undefined) throw new Error("a dialog is open without the payment of its page");
  return data;
}

/** The session has ended: reading again is pointless until the person signs in. */
export class SignedOutError extends Error {}

/** Reads a payment from our own server, which answers with the same `PaymentDetail` that the page began with. */
export async function fetchPayment(url: string, signal: AbortSignal): Promise<PaymentPageView> {
  const response = await fetch(url, { signal, headers: { accept: "application/json" } });
  if (response.status === 401) throw new SignedOutError("signed out");
  if (!response.ok) throw new Error(`GET ${url} answered ${response.status}`);
  return (await response.json()) as PaymentPageView;
}

/**
 * Returns the milliseconds until the next reading: slow while changes arrive by the stream, otherwise quick while a refund
 * is under way and for a minute after its end.
 */
export function pollEvery(detail: PaymentDetail, now: Date, isLive: boolean): number {
  if (isLive) return whileLive;
  const moving = detail.refunds.some(
    ({ state, endedAt }) =>
      state === "submitting" ||
      state === "pending" ||
      (endedAt !== null && now.getTime() - new Date(endedAt).getTime() < quickAfterEnd),
  );
  return moving ? quick : slow;
}
