// What the desk cannot decide, a person does.
import "server-only";
import type { DeskDatabase } from "@/lib/db/client";
import { decideRefund as record } from "@/lib/db/refund-decision";
import type { Actor } from "@/lib/domain/actor";
import type { DecideRefundInput } from "@/lib/domain/refund";
import type { DecideRefundError } from "@/lib/domain/refund-errors";
import type { Result } from "@/lib/domain/result";

/** Ends an undecided refund by a person's word, with their name and what they saw. Frees the payment. */
export function decideRefund(
  context: { database: DeskDatabase },
  actor: Actor,
  input: DecideRefundInput,
): Promise<Result<null, DecideRefundError>> {
  return record(context.database.db, actor, input);
}
