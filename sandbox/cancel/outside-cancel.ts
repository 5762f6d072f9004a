// Cancels that do not come through the API: by a person in the console, PortOne's staff, another client, a chargeback.
import type { PaymentRecord, Trigger } from "../state/records.ts";
import type { World } from "../world.ts";
import { balanceOf } from "./balance.ts";
import { bindOption, isMoney, moneyFor, newCancellation, partsOf } from "./new-cancellation.ts";
import { answersLater } from "./pg-rules.ts";
import { addPending, addSucceeded } from "./settle.ts";

export type OutsideCancel = {
  /** The whole remaining amount when omitted. */
  amount?: number;
  taxFreeAmount?: number;
  vatAmount?: number;
  reason?: string;
};
export type OutsideCancelOrigin = {
  trigger: Trigger;
  /** The time of the cancel (ms); the default is now. */
  at?: number;
  skipWebhook?: boolean;
  /** Finishes the cancel at once even when the PG would answer later, for cancels in the past. */
  finished?: boolean;
};

/** Cancels without the API's checks of input and PG, within the balance. Throws when the balance does not allow it. */
export function cancelOutside(
  world: World,
  payment: PaymentRecord,
  who: OutsideCancelOrigin,
  options: OutsideCancel,
): PaymentRecord {
  if (payment.status !== "PAID" && payment.status !== "PARTIAL_CANCELLED") {
    throw new Error(`payment ${payment.id} is ${payment.status} and cannot be cancelled`);
  }
  const switches = world.switches();
  const balance = balanceOf(payment, switches);
  const amount = options.amount ?? balance.remaining;
  const takesRest = amount === balance.remaining;
  // The taxable part is used first, so that an amount alone also works for a mixed-tax payment.
  const taxFree =
    options.taxFreeAmount ??
    (takesRest ? balance.remainingTaxFree : Math.max(0, amount - balance.remainingTaxable));
  if (!Number.isSafeInteger(amount) || amount <= 0 || amount > balance.remaining) {
    throw new Error(`cannot cancel ${amount} of ${balance.remaining}`);
  }
  if (taxFree < 0 || taxFree > balance.remainingTaxFree || amount - taxFree > balance.remainingTaxable) {
    throw new Error(`cannot cancel ${taxFree} tax-free within ${amount}`);
  }
  const money = moneyFor(world, payment, balance, amount, payment.retainOption ?? null);
  if (!isMoney(money)) throw new Error("the promotion leaves less than what remains would cost");
  const asynchronous = !who.finished && who.trigger !== "CHARGEBACK" && answersLater(payment, switches);
  const entry = newCancellation(world, payment, {
    amount,
    parts: partsOf(payment, balance, amount, taxFree, options.vatAmount ?? null),
    money,
    status: asynchronous ? "REQUESTED" : "SUCCEEDED",
    reason: options.reason ?? reasons[who.trigger],
    trigger: who.trigger,
    at: who.at ?? world.clock.now(),
    vatOmitted: options.vatAmount === undefined,
    skipWebhook: who.skipWebhook ?? false,
    asynchronous,
    settleAfterMs: switches.asyncSettleMs,
    settleAs: "succeed",
    idempotencyKey: null,
  });
  const attempted = { ...bindOption(payment, money, takesRest), cancelAttempts: payment.cancelAttempts + 1 };
  return asynchronous
    ? addPending(world, attempted, entry)
    : addSucceeded(world, attempted, entry, entry.requestedAt);
}

const reasons: Record<Trigger, string> = {
  API: "고객 요청",
  CONSOLE: "관리자페이지취소",
  PORTONE_ADMIN: "포트원 관리자 취소",
  CHARGEBACK: "차지백",
};
