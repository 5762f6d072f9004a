"use server";
import { action } from "@/lib/auth/entry";
import { changePersonRole, disablePerson, invitePerson, resetPassword } from "@/lib/auth/people";
import { addPersonInput, changeRoleInput, personInput, setDisabledInput } from "@/lib/domain/people/person";

export const addPersonAction = action({
  permission: "people:manage",
  input: addPersonInput,
  run: invitePerson,
});

export const changeRoleAction = action({
  permission: "people:manage",
  input: changeRoleInput,
  run: (actor, { personId, role }) => changePersonRole(actor, personId, role),
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
