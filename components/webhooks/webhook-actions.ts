// The actions on webhooks, as the screens see them.

import type { Action } from "@/components/ui/action";
import type {
  DeliveryInput,
  ProcessAgainError,
  ResendError,
  ResendInput,
} from "@/lib/domain/webhook/delivery";

/** `changes`: how much the reading brought to the story of the payment. */
export type ProcessAgain = Action<DeliveryInput, { changes: number }, ProcessAgainError>;
export type Resend = Action<ResendInput, null, ResendError>;
