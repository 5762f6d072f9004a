import { isDeskUpdated } from "@/components/ui/desk-updated";
import { confirmedCall } from "@/components/ui/overlay-state";
import type { EntryError } from "@/lib/domain/entry-error";
import type { RefundRequestError } from "@/lib/domain/refund/refund-errors";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { err, type Result } from "@/lib/domain/result";
import type { RefundView } from "@/lib/domain/views/refund";
import type { RequestRefund } from "./request-id";
import { storeUsedBank } from "./used-banks";

/**
 * Why the call gave no answer. `no-answer`: the desk may have the request. `not-taken`: the desk has a newer build than this
 * page and has run nothing. `earlier-may-be-taken`: the same, but an earlier send may have arrived.
 */
export type RequestFailure = "no-answer" | "not-taken" | "earlier-may-be-taken";

export type RequestOutcome = Result<RefundView, RefundRequestError | EntryError | RequestFailure>;

/** Request ids that were sent without a clear answer: their refunds may exist. */
const unclear = new Set<string>();

export type SubmitRefund = typeof submitRefund;

/** Sends the request and resolves to the answer of the desk, or to why there is none. */
export async function submitRefund(
  requestRefund: RequestRefund,
  request: RefundRequest,
): Promise<RequestOutcome> {
  const { requestId, refundAccount } = request;
  if (refundAccount) storeUsedBank(refundAccount.bank);
  const result: RequestOutcome = await confirmedCall(() => requestRefund(request)).catch((cause: unknown) => {
    if (!isDeskUpdated(cause)) return err("no-answer");
    return err(unclear.has(requestId) ? "earlier-may-be-taken" : "not-taken");
  });
  if (!result.ok && (result.error.code === "no-answer" || result.error.code === "unexpected"))
    unclear.add(requestId);
  return result;
}
