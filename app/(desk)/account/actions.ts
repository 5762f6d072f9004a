"use server";
import { refresh } from "next/cache";
import { getLocale } from "next-intl/server";
import { confirmByPassword, confirmPerson, mayAddFirstPasskey } from "@/lib/auth/confirmation";
import { action } from "@/lib/auth/entry";
import {
  addPasskey,
  beginPasskey,
  beginPasskeyConfirmation,
  ownsPasskey,
  removePasskey,
} from "@/lib/auth/passkeys";
import { changePassword as change, endOwnSessions } from "@/lib/auth/people";
import {
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from "@/lib/auth/second-factor";
import { appContext } from "@/lib/context";
import { recordPersonalAlerts } from "@/lib/db/alerts/record-personal-alerts";
import { forgetReset } from "@/lib/db/people/record-second-factor";
import { personalAlertsInput } from "@/lib/domain/alerts/channel";
import { confirmationInput } from "@/lib/domain/people/confirmation";
import { addPasskeyInput, beginPasskeyInput, removePasskeyInput } from "@/lib/domain/people/passkey";
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

/** The mails are in the language in which the person chose them. */
export const saveAlertsAction = action({
  permission: "account:manage",
  input: personalAlertsInput,
  run: async (actor, choice) => {
    await recordPersonalAlerts(appContext().database.db, actor, choice, await getLocale());
    return ok(null);
  },
});

export const confirmPersonAction = action({
  permission: "account:manage",
  input: confirmationInput,
  run: (_, input) => confirmPerson(input),
});

/** For a person who must set up a second factor before anything else. */
export const confirmByPasswordAction = action({
  permission: "account:manage",
  input: startSecondFactorInput,
  run: confirmByPassword,
});

export const beginPasskeyConfirmationAction = action({
  permission: "account:manage",
  input: beginPasskeyInput,
  run: beginPasskeyConfirmation,
});

export const beginPasskeyAction = action({
  permission: "account:manage",
  input: beginPasskeyInput,
  needsConfirmation: async (_, person) => !(await mayAddFirstPasskey(person)),
  run: beginPasskey,
});

export const addPasskeyAction = action({
  permission: "account:manage",
  input: addPasskeyInput,
  needsConfirmation: async (_, person) => !(await mayAddFirstPasskey(person)),
  run: addPasskey,
});

export const removePasskeyAction = action({
  permission: "account:manage",
  input: removePasskeyInput,
  needsConfirmation: true,
  run: removePasskey,
});

// The password alone must not give a second way around the passkey.
export const startSecondFactorAction = action({
  permission: "account:manage",
  input: startSecondFactorInput,
  needsConfirmation: (_, person) => ownsPasskey(person),
  run: startSecondFactor,
});

export const confirmSecondFactorAction = action({
  permission: "account:manage",
  input: confirmSecondFactorInput,
  needsConfirmation: (_, person) => ownsPasskey(person),
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
