import type { Action } from "@/components/ui/action";
import type { ChangeViewInput, SavedViewError, SaveViewInput } from "@/lib/domain/payment/saved-view";

export type ViewActions = {
  saveView: Action<SaveViewInput, { id: string }, SavedViewError>;
  editView: Action<ChangeViewInput, null, SavedViewError>;
  deleteView: Action<{ id: string }, null, SavedViewError>;
};
