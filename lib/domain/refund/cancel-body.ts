// The encrypted text is sent unchanged. Amounts are minor units.
// https://developers.portone.io/api/rest-v2/payment#post%20%2Fpayments%2F%7BpaymentId%7D%2Fcancel
import * as z from "zod/mini";
import { banks } from "../bank/bank";
import { requesters, retainOptions } from "./refund";

const money = z.int().check(z.nonnegative());
const positive = z.int().check(z.positive());
const filled = z.string().check(z.minLength(1));

const cancelBody = z.strictObject({
  storeId: z.string(),
  /** Absent only in a full cancel: PortOne cancels everything that remains. */
  amount: z.exactOptional(positive),
  taxFreeAmount: z.exactOptional(money),
  vatAmount: z.exactOptional(money),
  reason: z.string(),
  requester: z.enum(requesters),
  promotionDiscountRetainOption: z.exactOptional(z.enum(retainOptions)),
  currentCancellableAmount: z.exactOptional(positive),
  refundAccount: z.exactOptional(
    z.strictObject({
      bank: z.enum(banks),
      number: filled,
      holderName: filled,
      holderPhoneNumber: z.exactOptional(filled),
    }),
  ),
  refundEmail: z.exactOptional(filled),
});

export type CancelBody = z.infer<typeof cancelBody>;

/** The same keys in the same order as `@portone/server-sdk` 0.19. */
export function writeCancelBody(body: CancelBody): string {
  return JSON.stringify({
    storeId: body.storeId,
    amount: body.amount,
    taxFreeAmount: body.taxFreeAmount,
    vatAmount: body.vatAmount,
    reason: body.reason,
    requester: body.requester,
    promotionDiscountRetainOption: body.promotionDiscountRetainOption,
    currentCancellableAmount: body.currentCancellableAmount,
    refundAccount: body.refundAccount && {
      bank: body.refundAccount.bank,
      number: body.refundAccount.number,
      holderName: body.refundAccount.holderName,
      holderPhoneNumber: body.refundAccount.holderPhoneNumber,
    },
    refundEmail: body.refundEmail,
  });
}

/** Throws for a text that this desk did not write. */
export function readCancelBody(text: string): CancelBody {
  return cancelBody.parse(JSON.parse(text));
}
