"use server";
import { publicAction } from "@/lib/auth/entry";
import { completeSignIn } from "@/lib/auth/second-factor";
import { signIn as signInPerson } from "@/lib/auth/sign-in";
import { signInInput } from "@/lib/domain/people/person";
import { secondStepInput } from "@/lib/domain/people/second-factor";

export const signInAction = publicAction({ input: signInInput, run: signInPerson });

export const completeSignInAction = publicAction({ input: secondStepInput, run: completeSignIn });
