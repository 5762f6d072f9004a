// How long the desk keeps customers' data. PortOne keeps its own; ledger, amounts and sums stay.
import * as z from "zod/mini";
import type { Payment } from "./payment";

export const mostRetentionMonths = 120;

/** `months` after the last change of a payment's status; null keeps the data. */
export const retentionInput = z.object({
  months: z.nullable(z.int().check(z.minimum(1), z.maximum(mostRetentionMonths))),
});
export type RetentionInput = z.infer<typeof retentionInput>;

/** `removed`: payments so far. `removedAt`: the last time, ISO 8601. */
export type Retention = RetentionInput & { removed: number; removedAt: string | null };

/** `before`: ISO 8601. Payments whose status has not changed since then are due. `count` is exact unless `atLeast`. */
export type RetentionPreview = { count: number; atLeast: boolean; before: string };

/** Returns the payment without data of the customer. */
export function withoutCustomer<Stored extends Pick<Payment, "customer" | "method">>(
  payment: Stored,
): Stored {
  const { method } = payment;
  const virtualAccount = method?.virtualAccount ?? null;
  return {
    ...payment,
    customer: { id: null, name: null, email: null, phoneNumber: null },
    method:
      method === null || virtualAccount === null
        ? method
        : { ...method, virtualAccount: { ...virtualAccount, remitterName: null, remitteeName: null } },
  };
}
