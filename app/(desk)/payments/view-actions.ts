"use server";
import { action } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { recordView, recordViewChange, recordViewRemoval } from "@/lib/db/settings/record-saved-views";
import { changeViewInput, deleteViewInput, saveViewInput } from "@/lib/domain/payment/saved-view";

export const saveViewAction = action({
  permission: "payments:read",
  input: saveViewInput,
  run: (actor, input) => recordView(appContext().database.db, actor, input),
});

export const editViewAction = action({
  permission: "payments:read",
  input: changeViewInput,
  run: (actor, input) => recordViewChange(appContext().database.db, actor, input),
});

export const deleteViewAction = action({
  permission: "payments:read",
  input: deleteViewInput,
  run: (actor, { id }) => recordViewRemoval(appContext().database.db, actor, id),
});
