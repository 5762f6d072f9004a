"use server";
import { action } from "@/lib/auth/entry";
import { desk } from "@/lib/context";
import { recordOverride, recordOverrideRemoval } from "@/lib/db/settings/record-overrides";
import { removeOverrideInput, setOverrideInput } from "@/lib/domain/policy/overrides";

export const setOverride = action({
  permission: "settings:manage",
  input: setOverrideInput,
  run: (actor, input) => recordOverride(desk().database.db, actor, input),
});

export const removeOverride = action({
  permission: "settings:manage",
  input: removeOverrideInput,
  run: (actor, { key }) => recordOverrideRemoval(desk().database.db, actor, key),
});
