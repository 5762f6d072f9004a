// Times are written as wall clock times in Asia/Seoul.
import type { Cancellation, Payment } from "@/lib/domain/payment/payment";
import type { CardDetails, EasyPayDetails, PaymentMethod } from "@/lib/domain/payment/payment-method";
import { overrideKey, type PolicyOverride, type SetOverride } from "@/lib/domain/policy/overrides";
import { refundPolicy } from "@/lib/domain/policy/refund-policy";
import { testCancellation, testMethod, testPayment } from "./test-payment";

/** Returns the instant of a wall clock time in Asia/Seoul: `2026-11-24T23:59:59`. */
export function seoul(wallClock: string): Date {
  return new Date(`${wallClock}+09:00`);
}

type Given = Partial<Payment> & {
  pg?: string;
  paid?: string;
  type?: PaymentMethod["type"];
  details?: Partial<PaymentMethod>;
  test?: boolean;
};

export function paidBy({
  pg = "TOSSPAYMENTS",
  paid,
  type = "CARD",
  details,
  test = false,
  ...rest
}: Given): Payment {
  return testPayment({
    method: testMethod({ type, ...details }),
    channel: { type: test ? "TEST" : "LIVE", pgProvider: pg, pgMerchantId: null, name: null },
    paidAt: paid === undefined ? "2026-11-20T03:00:00.000Z" : seoul(paid).toISOString(),
    ...rest,
  });
}

export const plainCard: CardDetails = {
  type: { value: "CREDIT", raw: "CREDIT" },
  brand: { value: "LOCAL", raw: "LOCAL" },
  ownerType: { value: "PERSONAL", raw: "PERSONAL" },
  issuer: "신한카드",
  installment: null,
  pointUsed: false,
};

export function wallet(provider: string, behind: "CARD" | "CHARGE" | null): Partial<PaymentMethod> {
  const easyPay: EasyPayDetails = { provider, method: behind && { value: behind, raw: behind } };
  return { easyPay, card: behind === "CARD" ? plainCard : null };
}

export function partials(count: number): Cancellation[] {
  return Array.from({ length: count }, (_, n) => testCancellation({ id: `c-${n}`, totalAmount: 100 }));
}

export function own(...overrides: PolicyOverride[]): SetOverride[] {
  return overrides.map((override) => ({
    key: overrideKey(override),
    override,
    note: "",
    by: "김관리",
    at: "2026-11-01T00:00:00.000Z",
  }));
}

/** Returns the line of a topic, reduced to what tests check. */
export function lineOf(payment: Payment, now: string, topic: string, overrides: SetOverride[] = []) {
  const found = refundPolicy(payment, seoul(now), overrides).lines.find((line) => line.topic === topic);
  return found && { verdict: found.verdict, title: found.title, rule: found.rule, ...found.values };
}
