// What people keep of the list under a name.
import "server-only";
import { insertView, removeView, updateView } from "@/lib/db/saved-views";
import { desk } from "@/lib/desk";
import type { Actor } from "@/lib/domain/actor";
import type { Result } from "@/lib/domain/result";
import type { ChangeViewInput, SavedViewError, SaveViewInput } from "@/lib/domain/saved-view";

export function keepView(
  actor: Actor,
  input: SaveViewInput,
): Promise<Result<{ id: string }, SavedViewError>> {
  return insertView(desk().database.db, actor, input);
}

export function changeView(actor: Actor, input: ChangeViewInput): Promise<Result<null, SavedViewError>> {
  return updateView(desk().database.db, actor, input);
}

export function forgetView(actor: Actor, id: string): Promise<Result<null, SavedViewError>> {
  return removeView(desk().database.db, actor, id);
}
