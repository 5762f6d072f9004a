"use server";
import { action } from "@/lib/auth/entry";
import { desk } from "@/lib/desk";
import { removeOverrideInput, setOverrideInput } from "@/lib/domain/policy/overrides";
import { removePolicyOverride, setPolicyOverride } from "@/lib/refunds/policy-settings";

export const setOverride = action({
  permission: "settings:manage",
  input: setOverrideInput,
  run: (actor, input) => setPolicyOverride(desk().database.db, actor, input),
});

export const removeOverride = action({
  permission: "settings:manage",
  input: removeOverrideInput,
  run: (actor, { key }) => removePolicyOverride(desk().database.db, actor, key),
});
