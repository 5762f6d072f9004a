import * as z from "zod/mini";
import { recordManualRefundInput } from "../refund/manual-refund";
import { refundRequest } from "../refund/refund-request";

export const amendInput = z.object({
  approvalId: z.uuid(),
  /** Of the request as it was shown. */
  revision: z.int().check(z.gte(1), z.lte(1_000_000)),
  request: refundRequest,
});
export type AmendInput = z.infer<typeof amendInput>;

export const amendManualInput = z.extend(amendInput, { request: recordManualRefundInput });
export type AmendManualInput = z.infer<typeof amendManualInput>;
