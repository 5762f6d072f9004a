import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInPage } from "@/components/auth/auth-pages";
import { AuthShell } from "@/components/shell/auth-shell";
import { signInReason } from "@/lib/auth/last-session";
import { needsSetUp } from "@/lib/auth/people";
import { signedIn } from "@/lib/auth/session";
import { nextPath } from "@/lib/domain/next-path";
import { environmentOfDesk, themeOfBrowser } from "../appearance";
import { setLocale, setTheme } from "../preferences";
import { completeSignInAction, signInAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("signIn") };
}

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = nextPath((await searchParams).next);
  if (await needsSetUp()) redirect("/setup");
  const person = await signedIn();
  return (
    <AuthShell
      environment={environmentOfDesk()}
      theme={await themeOfBrowser()}
      setTheme={setTheme}
      setLocale={setLocale}
    >
      <SignInPage
        signIn={signInAction}
        completeSignIn={completeSignInAction}
        next={next}
        signedInAs={person?.actor.name ?? null}
        reason={await signInReason(next)}
      />
    </AuthShell>
  );
}
