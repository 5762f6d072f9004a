// What a person did about a transfer that failed after its cancellation was done.
import "server-only";
import type { DeskDatabase } from "@/lib/db/client";
import { handlePayout as record } from "@/lib/db/payouts";
import type { Actor } from "@/lib/domain/actor";
import type { HandlePayoutError, HandlePayoutInput } from "@/lib/domain/payout";
import type { Result } from "@/lib/domain/result";

/** Records it with name and words; PortOne's status stays as it is, and nothing is cancelled again. */
export function handlePayout(
  context: { database: DeskDatabase },
  actor: Actor,
  input: HandlePayoutInput,
): Promise<Result<null, HandlePayoutError>> {
  return record(context.database.db, actor, input);
}
