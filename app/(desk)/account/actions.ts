"use server";
import { action } from "@/lib/auth/entry";
import { changePassword as change } from "@/lib/auth/people";
import { changePasswordInput } from "@/lib/domain/people/person";

export const changePasswordAction = action({
  permission: "account:manage",
  input: changePasswordInput,
  run: change,
});
