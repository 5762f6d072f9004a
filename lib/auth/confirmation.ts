import "server-only";
import { appContext } from "@/lib/context";
import { confirmSession } from "@/lib/db/people/record-second-factor";
import { passwordHashOf } from "@/lib/db/people/write-people";
import type { ConfirmationError, ConfirmationInput } from "@/lib/domain/people/confirmation";
import type { Actor } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { verifyPassword } from "./password-hash";
import { checkCode, limited } from "./second-factor";
import { type SignedIn, signedIn } from "./session";

/** Returns how a person proves who they are: by a code where they have an authenticator. */
export function confirmationWay({ secondFactor, isByProvider }: SignedIn): ConfirmationInput["by"] {
  if (secondFactor.isSetUp) return "authenticator";
  return isByProvider ? "provider" : "password";
}

/** Confirms the session of the request for five minutes. */
export async function confirmPerson(
  actor: Actor,
  input: ConfirmationInput,
): Promise<Result<null, ConfirmationError>> {
  const person = await signedIn();
  if (person === null) return err("not-set-up");
  const way = confirmationWay(person);
  // The password alone would make the second factor one that an open browser does without.
  if (input.by !== way) return err(way === "authenticator" ? "code-needed" : "not-set-up");
  // The answer of the provider has confirmed the session.
  if (input.by === "provider") return person.isConfirmed ? ok(null) : err("not-yet");
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
