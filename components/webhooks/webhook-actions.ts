import type { Action } from "@/components/ui/action";
import type {
  DeliveryInput,
  ProcessAgainError,
  ResendError,
  ResendInput,
} from "@/lib/domain/webhook/delivery";

/** `changes`: number of entries that the processing added to the timeline of the payment. */
export type ProcessAgainAction = Action<DeliveryInput, { changes: number }, ProcessAgainError>;
export type ResendAction = Action<ResendInput, null, ResendError>;
