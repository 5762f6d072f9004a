import "server-only";
import { appContext } from "@/lib/context";
import { confirmSession } from "@/lib/db/people/record-second-factor";
import { passwordHashOf } from "@/lib/db/people/write-people";
import type { ConfirmationError, ConfirmationInput } from "@/lib/domain/people/confirmation";
import type { Actor } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { verifyPassword } from "./password-hash";
import { checkCode, limited } from "./second-factor";
import { signedIn } from "./session";

/** Confirms the session of the request for five minutes. */
export async function confirmPerson(
  actor: Actor,
  input: ConfirmationInput,
): Promise<Result<null, ConfirmationError>> {
  const person = await signedIn();
  const hasAuthenticator = person?.secondFactor.isSetUp === true;
  if (person === null || (input.by === "authenticator" && !hasAuthenticator)) return err("not-set-up");
  // The password alone would make the second factor one that an open browser does without.
  if (input.by === "password" && hasAuthenticator) return err("code-needed");
  return limited(`confirmation:${actor.id}`, async () => {
    const { db } = appContext().database;
    const isRight =
      input.by === "password"
        ? await checkOwnPassword(actor, input.password)
        : await checkCode(actor, input.code);
    if (!isRight.ok) return isRight;
    await confirmSession(db, actor, person.sessionId, input.by);
    return ok(null);
  });
}

async function checkOwnPassword(actor: Actor, password: string): Promise<Result<null, "password-wrong">> {
  const hash = await passwordHashOf(appContext().database.db, actor.id);
  return hash !== null && (await verifyPassword({ hash, password })) ? ok(null) : err("password-wrong");
}
