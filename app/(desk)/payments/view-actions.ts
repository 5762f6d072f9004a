"use server";
import { action } from "@/lib/auth/entry";
import { changeView, forgetView, keepView } from "@/lib/auth/saved-views";
import { changeViewInput, deleteViewInput, saveViewInput } from "@/lib/domain/saved-view";

export const saveView = action({
  permission: "payments:read",
  input: saveViewInput,
  run: keepView,
});

export const editView = action({
  permission: "payments:read",
  input: changeViewInput,
  run: changeView,
});

export const deleteView = action({
  permission: "payments:read",
  input: deleteViewInput,
  run: (actor, { id }) => forgetView(actor, id),
});
