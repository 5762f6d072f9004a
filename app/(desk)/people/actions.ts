"use server";
import { action } from "@/lib/auth/entry";
import { changePersonRole, disablePerson, invitePerson, resetPassword } from "@/lib/auth/people";
import { appContext } from "@/lib/context";
import { recordLimits } from "@/lib/db/people/record-limits";
import { recordRole, recordRoleDeletion } from "@/lib/db/people/record-roles";
import { addPersonInput, changeRoleInput, personInput, setDisabledInput } from "@/lib/domain/people/person";
import { saveLimitsInput } from "@/lib/domain/people/refund-limits";
import { roleInput, saveRoleInput } from "@/lib/domain/people/role";

export const addPersonAction = action({
  permission: "people:manage",
  input: addPersonInput,
  run: invitePerson,
});

export const changeRoleAction = action({
  permission: "people:manage",
  input: changeRoleInput,
  run: (actor, { personId, roleId }) => changePersonRole(actor, personId, roleId),
});

export const saveRoleAction = action({
  permission: "people:manage",
  input: saveRoleInput,
  run: (actor, role) => recordRole(appContext().database.db, actor, role),
});

export const deleteRoleAction = action({
  permission: "people:manage",
  input: roleInput,
  run: (actor, { id }) => recordRoleDeletion(appContext().database.db, actor, id),
});

export const saveLimitsAction = action({
  permission: "people:manage",
  input: saveLimitsInput,
  run: (actor, input) => recordLimits(appContext().database.db, actor, input),
});

export const setDisabledAction = action({
  permission: "people:manage",
  input: setDisabledInput,
  run: (actor, { personId, disabled }) => disablePerson(actor, personId, disabled),
});

export const newPasswordAction = action({
  permission: "people:manage",
  input: personInput,
  run: (actor, { personId }) => resetPassword(actor, personId),
});
