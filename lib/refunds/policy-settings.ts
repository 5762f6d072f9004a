// What a merchant knows better than the documents, set and taken back by an administrator.
import "server-only";
import type { Database } from "@/lib/db/client";
import { removeOverride, setOverride } from "@/lib/db/policy-overrides";
import type { Actor } from "@/lib/domain/actor";
import type { SetOverrideInput } from "@/lib/domain/policy/overrides";
import { type Result, succeed } from "@/lib/domain/result";

export async function setPolicyOverride(
  db: Database,
  actor: Actor,
  input: SetOverrideInput,
): Promise<Result<null, never>> {
  await setOverride(db, actor, input);
  return succeed(null);
}

export async function removePolicyOverride(
  db: Database,
  actor: Actor,
  key: string,
): Promise<Result<null, never>> {
  await removeOverride(db, actor, key);
  return succeed(null);
}
