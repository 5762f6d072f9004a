"use server";
import { action } from "@/lib/auth/entry";
import { desk } from "@/lib/context";
import { recordView, recordViewChange, recordViewRemoval } from "@/lib/db/settings/record-saved-views";
import { changeViewInput, deleteViewInput, saveViewInput } from "@/lib/domain/payment/saved-view";

export const saveView = action({
  permission: "payments:read",
  input: saveViewInput,
  run: (actor, input) => recordView(desk().database.db, actor, input),
});

export const editView = action({
  permission: "payments:read",
  input: changeViewInput,
  run: (actor, input) => recordViewChange(desk().database.db, actor, input),
});

export const deleteView = action({
  permission: "payments:read",
  input: deleteViewInput,
  run: (actor, { id }) => recordViewRemoval(desk().database.db, actor, id),
});
