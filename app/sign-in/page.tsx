import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInPage } from "@/components/auth/auth-pages";
import { emergencyAddress } from "@/lib/auth/emergency-account";
import { signInReason } from "@/lib/auth/last-session";
import { offersPasskeys } from "@/lib/auth/passkeys";
import { needsSetUp } from "@/lib/auth/people";
import { signedIn } from "@/lib/auth/session";
import { appContext } from "@/lib/context";
import { nextPath, providerPath } from "@/lib/domain/next-path";
import { providerErrors } from "@/lib/domain/people/provider-sign-in";
import { AuthFrame } from "../auth-frame";
import {
  beginPasskeySignInAction,
  completeSignInAction,
  signInAction,
  signInByPasskeyAction,
} from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("signIn") };
}

async function signInProvider(next: string, refused: string | string[] | undefined) {
  const { signInProvider: provider } = appContext().env;
  if (provider === null) return null;
  return {
    name: provider.name,
    href: providerPath(next),
    isOnly: (await emergencyAddress()) !== null,
    refused: providerErrors.find((code) => code === refused) ?? null,
  };
}

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[]; refused?: string | string[] }>;
}) {
  const { next: asked, refused } = await searchParams;
  const next = nextPath(asked);
  if (await needsSetUp()) redirect("/setup");
  const person = await signedIn();
  return (
    <AuthFrame>
      <SignInPage
        signIn={signInAction}
        completeSignIn={completeSignInAction}
        passkey={{ begin: beginPasskeySignInAction, end: signInByPasskeyAction }}
        offersPasskeys={await offersPasskeys()}
        next={next}
        signedInAs={person?.actor.name ?? null}
        reason={await signInReason(next)}
        provider={await signInProvider(next, refused)}
      />
    </AuthFrame>
  );
}
