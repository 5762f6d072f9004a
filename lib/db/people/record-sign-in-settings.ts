import "server-only";
import { sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { signInSettings } from "@/lib/db/schema/people";
import { type Actor, may } from "@/lib/domain/people/permissions";
import type { SignInSettings } from "@/lib/domain/people/sign-in-settings";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockPeople, roleNow } from "./read-roles";
import { signInSettingsOf } from "./read-sign-in-settings";

/** In force with the next request. A day that was given to a person before stays. */
export function recordSignInSettings(
  db: Database,
  actor: Actor,
  settings: SignInSettings,
): Promise<Result<null, "not-permitted">> {
  return db.transaction(async (tx) => {
    await lockPeople(tx);
    const role = await roleNow(tx, actor.id);
    if (role === null || !may(role, "people:manage")) return err("not-permitted");
    const before = await signInSettingsOf(tx);
    await tx
      .insert(signInSettings)
      .values(settings)
      .onConflictDoUpdate({ target: signInSettings.id, set: settings });
    await audit(tx, {
      actor,
      action: "sign-in.settings-changed",
      subject: "sign-in-settings",
      detail: { before: JSON.stringify(before), after: JSON.stringify(settings) },
    });
    return ok(null);
  });
}

/** Sets when the person must have a second factor or a passkey: null with one, and where the role needs none. An earlier day stays. */
export async function setDue(
  tx: Transaction,
  personId: string,
  { isAtOnce = false }: { isAtOnce?: boolean } = {},
): Promise<void> {
  const graceDays = isAtOnce ? 0 : (await signInSettingsOf(tx)).graceDays;
  await tx.execute(sql`
    update "user" set second_factor_due_at = case
      when two_factor_enabled
        or exists (select from passkeys where person_id = "user".id)
        or not (select needs_second_factor from roles where id = "user".role) then null
      else coalesce(second_factor_due_at, clock_timestamp() + ${graceDays} * interval '1 day')
    end
    where id = ${personId}`);
}
