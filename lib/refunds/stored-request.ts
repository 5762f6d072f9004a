import "server-only";
import type { ApprovalRow } from "@/lib/db/approvals/write-approvals";
import { type RefundRequest, refundRequest } from "@/lib/domain/refund/refund-request";
import { log } from "@/lib/log";
import type { RefundContext } from "./send-refund";

/** Returns the request that waits for approval, or null where the request has ended or cannot be read. */
export function storedRequest(
  { requestCipher }: Pick<RefundContext, "requestCipher">,
  { id, encryptedRequest }: Pick<ApprovalRow, "id" | "encryptedRequest">,
): RefundRequest | null {
  if (encryptedRequest === null) return null;
  const text = requestCipher.decrypt(id, encryptedRequest);
  if (text === null) {
    log.error({ approvalId: id }, "the request of an approval cannot be decrypted; it is never sent");
    return null;
  }
  const parsed = refundRequest.safeParse(JSON.parse(text));
  if (!parsed.success)
    log.error({ approvalId: id }, "the request of an approval is of another version; it is never sent");
  return parsed.data ?? null;
}
