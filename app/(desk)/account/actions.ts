"use server";
import { refresh } from "next/cache";
import { confirmPerson } from "@/lib/auth/confirmation";
import { action } from "@/lib/auth/entry";
import { changePassword as change, endOwnSessions } from "@/lib/auth/people";
import {
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from "@/lib/auth/second-factor";
import { appContext } from "@/lib/context";
import { forgetReset } from "@/lib/db/people/record-second-factor";
import { confirmationInput } from "@/lib/domain/people/confirmation";
import { changePasswordInput } from "@/lib/domain/people/person";
import {
  confirmSecondFactorInput,
  readResetInput,
  startSecondFactorInput,
} from "@/lib/domain/people/second-factor";
import { endSessionInput } from "@/lib/domain/people/session";
import { ok } from "@/lib/domain/result";

export const changePasswordAction = action({
  permission: "account:manage",
  input: changePasswordInput,
  run: change,
});

export const confirmPersonAction = action({
  permission: "account:manage",
  input: confirmationInput,
  run: confirmPerson,
});

export const startSecondFactorAction = action({
  permission: "account:manage",
  input: startSecondFactorInput,
  run: startSecondFactor,
});

export const confirmSecondFactorAction = action({
  permission: "account:manage",
  input: confirmSecondFactorInput,
  run: confirmSecondFactor,
});

export const renewRecoveryCodesAction = action({
  permission: "account:manage",
  input: startSecondFactorInput,
  needsConfirmation: true,
  run: renewRecoveryCodes,
});

export const removeSecondFactorAction = action({
  permission: "account:manage",
  input: startSecondFactorInput,
  needsConfirmation: true,
  run: removeSecondFactor,
});

const end = action({
  permission: "account:manage",
  input: endSessionInput,
  run: (actor, { session }) => endOwnSessions(actor, session),
});

/** For a form without a script. Without a session in the form, all others end. */
export async function endSession(form: FormData): Promise<void> {
  await end({ session: form.get("session") });
  refresh();
}

const forget = action({
  permission: "account:manage",
  input: readResetInput,
  run: async (actor) => {
    await forgetReset(appContext().database.db, actor.id);
    return ok(null);
  },
});

/** For a form without a script. */
export async function readReset(): Promise<void> {
  await forget({});
  refresh();
}
