// Somebody has dealt with a failed refund: told the customer, or refunded another way.
import "server-only";
import type { DeskDatabase } from "@/lib/db/client";
import { handleFailedRefund } from "@/lib/db/failed-refunds";
import type { Actor } from "@/lib/domain/actor";
import type { Result } from "@/lib/domain/result";
import type { HandleRefundError, HandleRefundInput } from "@/lib/domain/worklist";

/** Takes a failed refund from the worklist, with the name of who dealt with it and what they noted. */
export function handleRefund(
  context: { database: DeskDatabase },
  actor: Actor,
  input: HandleRefundInput,
): Promise<Result<null, HandleRefundError>> {
  return handleFailedRefund(context.database.db, actor, input);
}
