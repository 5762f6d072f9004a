// What a card hands to the dialog of an operation.
import type { OperationKind } from "@/lib/domain/refund/operation";

export type OperationOffer = {
  kind: OperationKind;
  storeId: string;
  paymentId: string;
  cancellationId: string | null;
  lines: readonly { label: string; value: string }[];
  /** What the operation does, where it is not the usual sentence of its kind. */
  will?: string;
};
