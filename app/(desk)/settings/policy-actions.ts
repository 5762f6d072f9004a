"use server";
import { action } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { recordOverride, recordOverrideRemoval } from "@/lib/db/settings/record-overrides";
import { removeOverrideInput, setOverrideInput } from "@/lib/domain/policy/overrides";

export const setOverrideAction = action({
  permission: "settings:manage",
  input: setOverrideInput,
  needsConfirmation: true,
  run: (actor, input) => recordOverride(appContext().database.db, actor, input),
});

export const removeOverrideAction = action({
  permission: "settings:manage",
  input: removeOverrideInput,
  needsConfirmation: true,
  run: (actor, { key }) => recordOverrideRemoval(appContext().database.db, actor, key),
});
