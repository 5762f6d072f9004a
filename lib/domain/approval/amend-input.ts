import * as z from "zod/mini";
import { refundRequest } from "../refund/refund-request";

export const amendInput = z.object({
  approvalId: z.uuid(),
  /** Of the request as it was shown. */
  revision: z.int().check(z.gte(1), z.lte(1_000_000)),
  request: refundRequest,
});
export type AmendInput = z.infer<typeof amendInput>;
