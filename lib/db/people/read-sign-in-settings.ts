import "server-only";
import type { Database, Transaction } from "@/lib/db/client";
import { signInSettings } from "@/lib/db/schema/people";
import { defaultSignInSettings, type SignInSettings } from "@/lib/domain/people/sign-in-settings";

export async function signInSettingsOf(db: Database | Transaction): Promise<SignInSettings> {
  const [row] = await db
    .select({
      graceDays: signInSettings.graceDays,
      sessionHours: signInSettings.sessionHours,
      idleMinutes: signInSettings.idleMinutes,
    })
    .from(signInSettings);
  return row ?? defaultSignInSettings;
}
