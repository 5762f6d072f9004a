// What the card hands to the dialog that records an own refund.

import type { Action } from "@/components/ui/action";
import type { ManualRefundError, RecordManualRefundInput } from "@/lib/domain/refund/manual-refund";

export type RecordManualRefund = Action<RecordManualRefundInput, null, ManualRefundError>;

export type ManualRefundLabels = {
  title: string;
  will: string;
  final: string;
  button: string;
  working: string;
  goBack: string;
  amount: string;
  bank: string;
  chooseBank: string;
  banks: string;
  securities: string;
  paidOn: string;
  note: string;
  noteHint: string;
  /** By the code of a field's problem. */
  problems: Record<"bank-missing" | "date-invalid" | "note-missing" | "note-too-long", string>;
  errors: Record<ManualRefundError, string>;
};

export type ManualRefundOffer = {
  storeId: string;
  paymentId: string;
  currency: string;
  /** The most that may be recorded, in words. */
  restWritten: string;
  /** The calendar day in Seoul. */
  today: string;
  labels: ManualRefundLabels;
  record: RecordManualRefund;
};
