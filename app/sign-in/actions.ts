"use server";
import { redirect } from "next/navigation";
import { publicAction } from "@/lib/auth/entry";
import { signIn as signInPerson, signOut as signOutPerson } from "@/lib/auth/people";
import { signInInput } from "@/lib/domain/person";

export const signIn = publicAction({ input: signInInput, run: signInPerson });

export async function signOut(): Promise<void> {
  await signOutPerson();
  redirect("/sign-in");
}
