import type { Action } from "@/components/ui/action";
import type { AmendInput } from "@/lib/domain/approval/amend-input";
import type { AmendApprovalError } from "@/lib/domain/approval/approval-errors";
import type { RefundRequestError } from "@/lib/domain/refund/refund-errors";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import type { RefundView } from "@/lib/domain/views/refund";

export type AskApproval = Action<RefundRequest, { id: string }, AmendApprovalError>;
export type AmendApproval = Action<AmendInput, { id: string }, AmendApprovalError>;
export type RequestRefund = Action<RefundRequest, RefundView, RefundRequestError>;

/**
 * Returns the id that makes a repeated request harmless, a random UUID (version 4). `crypto.randomUUID` exists in secure
 * contexts only, and a desk on a company network may be opened over plain http.
 */
export function newRequestId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
