"use server";
import { action } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { recordReason, recordReasonActive, recordReasonOrder } from "@/lib/db/settings/record-reasons";
import { orderReasonsInput, saveReasonInput, setReasonActiveInput } from "@/lib/domain/refund/refund-reason";

export const saveReasonAction = action({
  permission: "settings:manage",
  input: saveReasonInput,
  run: (actor, input) => recordReason(appContext().database.db, actor, input),
});

export const setReasonActiveAction = action({
  permission: "settings:manage",
  input: setReasonActiveInput,
  run: (actor, input) => recordReasonActive(appContext().database.db, actor, input),
});

export const orderReasonsAction = action({
  permission: "settings:manage",
  input: orderReasonsInput,
  run: (actor, input) => recordReasonOrder(appContext().database.db, actor, input),
});
