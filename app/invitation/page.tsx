import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InvitationPage } from "@/components/auth/auth-pages";
import { AuthShell } from "@/components/shell/auth-shell";
import { environmentOfDesk, themeOfBrowser } from "../appearance";
import { setLocale, setTheme } from "../preferences";
import { acceptInvitationAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("invitation.title") };
}

export default async function Page() {
  return (
    <AuthShell
      environment={environmentOfDesk()}
      theme={await themeOfBrowser()}
      setTheme={setTheme}
      setLocale={setLocale}
    >
      <InvitationPage acceptInvitation={acceptInvitationAction} signInHref="/sign-in" />
    </AuthShell>
  );
}
