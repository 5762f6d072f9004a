// The actions on saved views, as the screen sees them.
import type { ChangeViewInput, SavedViewError, SaveViewInput } from "@/lib/domain/payment/saved-view";
import type { Action } from "../door";

export type ViewActions = {
  saveView: Action<SaveViewInput, { id: string }, SavedViewError>;
  editView: Action<ChangeViewInput, null, SavedViewError>;
  deleteView: Action<{ id: string }, null, SavedViewError>;
};
