"use server";
import { publicAction } from "@/lib/auth/entry";
import { signIn as signInPerson } from "@/lib/auth/sign-in";
import { signInInput } from "@/lib/domain/people/person";

export const signIn = publicAction({ input: signInInput, run: signInPerson });
