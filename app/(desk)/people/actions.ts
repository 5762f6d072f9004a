"use server";
import { action } from "@/lib/auth/entry";
import { changePersonRole, disablePerson, invitePerson, resetPassword } from "@/lib/auth/people";
import { addPersonInput, changeRoleInput, personInput, setDisabledInput } from "@/lib/domain/people/person";

export const addPerson = action({ permission: "people:manage", input: addPersonInput, run: invitePerson });

export const changeRole = action({
  permission: "people:manage",
  input: changeRoleInput,
  run: (actor, { personId, role }) => changePersonRole(actor, personId, role),
});

export const setDisabled = action({
  permission: "people:manage",
  input: setDisabledInput,
  run: (actor, { personId, disabled }) => disablePerson(actor, personId, disabled),
});

export const newPassword = action({
  permission: "people:manage",
  input: personInput,
  run: (actor, { personId }) => resetPassword(actor, personId),
});
