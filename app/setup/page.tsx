import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SetupPage } from "@/components/auth/auth-pages";
import { AuthShell } from "@/components/shell/auth-shell";
import { needsSetUp } from "@/lib/auth/people";
import { environmentOfDesk, themeOfBrowser } from "../appearance";
import { setLocale, setTheme } from "../preferences";
import { setUpAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("setup") };
}

export default async function Page() {
  return (
    <AuthShell
      environment={environmentOfDesk()}
      theme={await themeOfBrowser()}
      setTheme={setTheme}
      setLocale={setLocale}
    >
      <SetupPage isSetUp={!(await needsSetUp())} setUp={setUpAction} next="/payments" signInHref="/sign-in" />
    </AuthShell>
  );
}
