"use server";
import { action } from "@/lib/auth/entry";
import { desk } from "@/lib/desk";
import { moveReasonInput, saveReasonInput, setReasonActiveInput } from "@/lib/domain/refund-reason";
import { listRefundReason, moveRefundReason, saveRefundReason } from "@/lib/refunds/reason-settings";

export const saveReason = action({
  permission: "settings:manage",
  input: saveReasonInput,
  run: (actor, input) => saveRefundReason(desk().database.db, actor, input),
});

export const setReasonActive = action({
  permission: "settings:manage",
  input: setReasonActiveInput,
  run: (actor, input) => listRefundReason(desk().database.db, actor, input),
});

export const moveReason = action({
  permission: "settings:manage",
  input: moveReasonInput,
  run: (actor, input) => moveRefundReason(desk().database.db, actor, input),
});
