"use server";
import { publicAction } from "@/lib/auth/entry";
import { beginPasskeySignIn, signInByPasskey } from "@/lib/auth/passkeys";
import { completeSignIn } from "@/lib/auth/second-factor";
import { signIn as signInPerson } from "@/lib/auth/sign-in";
import { beginPasskeyInput, signInByPasskeyInput } from "@/lib/domain/people/passkey";
import { signInInput } from "@/lib/domain/people/person";
import { secondStepInput } from "@/lib/domain/people/second-factor";

export const signInAction = publicAction({ input: signInInput, run: signInPerson });

export const completeSignInAction = publicAction({ input: secondStepInput, run: completeSignIn });

export const beginPasskeySignInAction = publicAction({ input: beginPasskeyInput, run: beginPasskeySignIn });

export const signInByPasskeyAction = publicAction({ input: signInByPasskeyInput, run: signInByPasskey });
