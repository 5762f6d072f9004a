import type { ReactNode } from "react";
import { AuthShell } from "@/components/shell/auth-shell";
import { environmentOfDesk, themeOfBrowser } from "./appearance";
import { setLocale, setTheme } from "./preferences";

/** The frame of the pages on the way in: sign-in, set-up, and what comes before the first page of the desk. */
export async function AuthFrame({ children }: { children: ReactNode }) {
  return (
    <AuthShell
      environment={environmentOfDesk()}
      theme={await themeOfBrowser()}
      setTheme={setTheme}
      setLocale={setLocale}
    >
      {children}
    </AuthShell>
  );
}
