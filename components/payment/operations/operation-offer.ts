// What a card hands to the dialog that asks for an act: the request, the receipt's lines and every word it may need. The
// words come with the offer, so that a page on which nothing is offered loads none of them.

import type { Action } from "@/components/ui/action";
import type {
  OperationKind,
  OperationRefusal,
  OperationRequest,
  OperationState,
} from "@/lib/domain/refund/operation";
import type { OperationView } from "@/lib/domain/views/refund";

export type RequestOperation = Action<OperationRequest, OperationView, OperationRefusal>;

export type OperationLabels = {
  title: string;
  /** What it does, and that it cannot be undone. */
  will: string;
  final: string;
  button: string;
  working: string;
  goBack: string;
  close: string;
  sendAgain: string;
  noAnswer: string;
  states: Record<OperationState, { title: string; body: string }>;
  /** By the type of PortOne's refusal. */
  refused: Partial<Record<string, string>>;
  saidByPg: string;
  errors: Record<OperationRefusal, string>;
};

export type OperationOffer = {
  kind: OperationKind;
  storeId: string;
  paymentId: string;
  cancellationId: string | null;
  lines: readonly { label: string; value: string }[];
  labels: OperationLabels;
  requestOperation: RequestOperation;
};
