"use server";
import { publicAction } from "@/lib/auth/entry";
import { signIn as signInPerson } from "@/lib/auth/sign-in";
import { signInInput } from "@/lib/domain/people/person";

export const signInAction = publicAction({ input: signInInput, run: signInPerson });
