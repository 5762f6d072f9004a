import "server-only";
import type { ApprovalRow } from "@/lib/db/approvals/write-approvals";
import { type RecordManualRefundInput, recordManualRefundInput } from "@/lib/domain/refund/manual-refund";
import { type RefundRequest, refundRequest } from "@/lib/domain/refund/refund-request";
import { log } from "@/lib/log";
import type { RefundContext } from "./send-refund";

type Stored = Pick<ApprovalRow, "id" | "kind" | "encryptedRequest">;
type WithCipher = Pick<RefundContext, "cipher">;

/** Returns the refund that waits for approval, or null where the request has ended or cannot be read. */
export function storedRefund(context: WithCipher, row: Stored): RefundRequest | null {
  return row.kind === "refund" ? read(context, row, (stored) => refundRequest.safeParse(stored).data) : null;
}

/** Returns the manual refund that waits for approval, or null where the request has ended or cannot be read. */
export function storedManualRefund(context: WithCipher, row: Stored): RecordManualRefundInput | null {
  return row.kind === "manual-refund"
    ? read(context, row, (stored) => recordManualRefundInput.safeParse(stored).data)
    : null;
}

function read<Value>(
  { cipher }: WithCipher,
  { id, encryptedRequest }: Stored,
  parse: (stored: unknown) => Value | undefined,
): Value | null {
  if (encryptedRequest === null) return null;
  const text = cipher.decrypt(id, encryptedRequest);
  if (text === null) {
    log.error({ approvalId: id }, "the request of an approval cannot be decrypted; it is never sent");
    return null;
  }
  const parsed = parse(JSON.parse(text));
  if (parsed === undefined)
    log.error({ approvalId: id }, "the request of an approval is of another version; it is never sent");
  return parsed ?? null;
}
