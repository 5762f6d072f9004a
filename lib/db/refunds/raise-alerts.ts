import "server-only";
import { raiseAlert } from "@/lib/db/alerts/raise-alert";
import type { Transaction } from "@/lib/db/client";
import { openRefundStates, type RefundState } from "@/lib/domain/refund/refund";
import type { RefundRow } from "./refund-facts";

/** Raises what a refund's new state tells. A failure that a person has decided tells only who asked for the refund. */
export async function raiseAlertsOfState(
  tx: Transaction,
  refund: RefundRow,
  state: RefundState,
  decidedByPerson = false,
): Promise<void> {
  const about = {
    paymentId: refund.paymentId,
    number: refund.number,
    amount: refund.expectedAmount ?? refund.requestedAmount,
    currency: refund.currency,
    code: state,
    personId: refund.actorId,
  };
  if (state === "failed" && !decidedByPerson)
    await raiseAlert(tx, { ...about, key: `refund-failed:${refund.id}`, kind: "refund-failed" });
  if (state === "undecided")
    await raiseAlert(tx, { ...about, key: `refund-undecided:${refund.id}`, kind: "refund-undecided" });
  if (!openRefundStates.some((open) => open === state))
    await raiseAlert(tx, { ...about, key: `refund-ended:${refund.id}`, kind: "refund-ended" });
}
