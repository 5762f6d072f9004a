"use server";
import { action } from "@/lib/auth/entry";
import { addPerson, resetPassword } from "@/lib/auth/invitations";
import { changePersonRole, disablePerson } from "@/lib/auth/people";
import { appContext } from "@/lib/context";
import { recordLimits } from "@/lib/db/people/record-limits";
import { unlinkProvider } from "@/lib/db/people/record-provider-sign-in";
import { recordRole, recordRoleDeletion } from "@/lib/db/people/record-roles";
import { recordRoleFactor, resetSecondFactor } from "@/lib/db/people/record-second-factor";
import { endSessionsOf } from "@/lib/db/people/record-sessions";
import { recordSignInSettings } from "@/lib/db/people/record-sign-in-settings";
import {
  addPersonInput,
  changeRoleInput,
  personInput,
  resetPasswordInput,
  setDisabledInput,
} from "@/lib/domain/people/person";
import { saveLimitsInput } from "@/lib/domain/people/refund-limits";
import { roleInput, saveRoleInput } from "@/lib/domain/people/role";
import { roleFactorInput } from "@/lib/domain/people/second-factor";
import { signInSettingsInput } from "@/lib/domain/people/sign-in-settings";
import { mailOf } from "./password-mail";

export const addPersonAction = action({
  permission: "people:manage",
  input: addPersonInput,
  needsConfirmation: true,
  run: (actor, input) => addPerson(actor, input, mailOf(actor, null)),
});

export const changeRoleAction = action({
  permission: "people:manage",
  input: changeRoleInput,
  needsConfirmation: true,
  run: (actor, { personId, roleId }) => changePersonRole(actor, personId, roleId),
});

export const saveRoleAction = action({
  permission: "people:manage",
  input: saveRoleInput,
  needsConfirmation: true,
  run: (actor, role) => recordRole(appContext().database.db, actor, role),
});

export const deleteRoleAction = action({
  permission: "people:manage",
  input: roleInput,
  needsConfirmation: true,
  run: (actor, { id }) => recordRoleDeletion(appContext().database.db, actor, id),
});

export const saveLimitsAction = action({
  permission: "people:manage",
  input: saveLimitsInput,
  needsConfirmation: true,
  run: (actor, input) => recordLimits(appContext().database.db, actor, input),
});

export const setDisabledAction = action({
  permission: "people:manage",
  input: setDisabledInput,
  needsConfirmation: true,
  run: (actor, { personId, disabled }) => disablePerson(actor, personId, disabled),
});

export const newPasswordAction = action({
  permission: "people:manage",
  input: resetPasswordInput,
  needsConfirmation: true,
  run: (actor, input) => resetPassword(actor, input, mailOf(actor, input.personId)),
});

export const resetSecondFactorAction = action({
  permission: "people:manage",
  input: personInput,
  needsConfirmation: true,
  run: (actor, { personId }) => resetSecondFactor(appContext().database.db, actor, personId),
});

export const unlinkProviderAction = action({
  permission: "people:manage",
  input: personInput,
  needsConfirmation: true,
  run: (actor, { personId }) => unlinkProvider(appContext().database.db, actor, personId),
});

export const endSessionsAction = action({
  permission: "people:manage",
  input: personInput,
  needsConfirmation: true,
  run: (actor, { personId }) => endSessionsOf(appContext().database.db, actor, personId),
});

export const roleFactorAction = action({
  permission: "people:manage",
  input: roleFactorInput,
  needsConfirmation: true,
  run: (actor, { roleId, needsSecondFactor }) =>
    recordRoleFactor(appContext().database.db, actor, roleId, needsSecondFactor),
});

export const signInSettingsAction = action({
  permission: "people:manage",
  input: signInSettingsInput,
  needsConfirmation: true,
  run: (actor, input) => recordSignInSettings(appContext().database.db, actor, input),
});
