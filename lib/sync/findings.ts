// What people do with findings.
import "server-only";
import type { DeskDatabase } from "@/lib/db/client";
import { closeFinding, seeFinding } from "@/lib/db/findings";
import type { Actor } from "@/lib/domain/actor";
import type { CloseFindingInput, FindingRefusal } from "@/lib/domain/finding";
import type { Result } from "@/lib/domain/result";

type Context = { database: DeskDatabase };

/** Records who looked at a finding first. */
export function markFindingSeen(
  context: Context,
  actor: Actor,
  findingId: string,
): Promise<Result<null, FindingRefusal>> {
  return seeFinding(context.database.db, actor, findingId);
}

/** Closes a finding by a person's word, with their name, how and why. */
export function markFindingClosed(
  context: Context,
  actor: Actor,
  input: CloseFindingInput,
): Promise<Result<null, FindingRefusal>> {
  return closeFinding(context.database.db, actor, input);
}
