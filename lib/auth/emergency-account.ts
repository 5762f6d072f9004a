// The one account that may sign in by password where everybody else signs in by the provider. Without an administrator who can
// do so nobody is restricted: a mistyped address must not lock the company out.
import "server-only";
import { appContext } from "@/lib/context";
import { isEmergencyAccount, personById } from "@/lib/db/people/write-people";

/** Returns the address of the account, or null while everybody with a password may sign in by it. */
export async function emergencyAddress(): Promise<string | null> {
  const { database, env } = appContext();
  const address = env.signInProvider?.passwordOnlyFor ?? null;
  return address !== null && (await isEmergencyAccount(database.db, address)) ? address : null;
}

/** Returns whether the person with the address must sign in by the provider. */
export async function isProviderOnly(email: string): Promise<boolean> {
  const emergency = await emergencyAddress();
  return emergency !== null && email !== emergency;
}

/** Returns whether the person is the emergency account, which nobody may take the password or the role from. */
export async function isEmergency(personId: string): Promise<boolean> {
  const emergency = await emergencyAddress();
  return emergency !== null && (await personById(appContext().database.db, personId))?.email === emergency;
}
