// The list of reasons, changed by an administrator.
import "server-only";
import type { Database } from "@/lib/db/client";
import { moveReason, saveReason, setReasonActive } from "@/lib/db/refund-reasons";
import type { Actor } from "@/lib/domain/actor";
import type { ReasonError, SaveReasonInput } from "@/lib/domain/refund-reason";
import type { Result } from "@/lib/domain/result";

type Changed = Promise<Result<null, ReasonError>>;

export function saveRefundReason(db: Database, actor: Actor, input: SaveReasonInput): Changed {
  return saveReason(db, actor, input);
}

export function listRefundReason(
  db: Database,
  actor: Actor,
  input: { code: string; active: boolean },
): Changed {
  return setReasonActive(db, actor, input);
}

export function moveRefundReason(db: Database, actor: Actor, input: { code: string; by: -1 | 1 }): Changed {
  return moveReason(db, actor, input);
}
