"use server";
import { publicAction } from "@/lib/auth/entry";
import { setUp as setUpDesk } from "@/lib/auth/people";
import { setUpInput } from "@/lib/domain/people/person";

export const setUpAction = publicAction({ input: setUpInput, run: setUpDesk });
