import type { Action } from "@/components/ui/action";
import type {
  DeliveryInput,
  ProcessAgainError,
  ResendError,
  ResendInput,
} from "@/lib/domain/webhook/delivery";

/** `changes`: number of entries that the processing added to the timeline of the payment. */
export type ProcessAgain = Action<DeliveryInput, { changes: number }, ProcessAgainError>;
export type Resend = Action<ResendInput, null, ResendError>;
