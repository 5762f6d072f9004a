import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { UnlessDeskUpdated } from "@/components/ui/desk-updated-notice";
import { Logo } from "./desk-shell";
import { type DeskEnvironment, EnvironmentBanner } from "./environment-banner";
import { LocaleSwitch, type PreferenceActions, ThemeSwitch } from "./preferences";
import { SkipLink } from "./skip-link";

type AuthShellProps = PreferenceActions & { environment: DeskEnvironment; children: ReactNode };

export function AuthShell({ environment, theme, setTheme, setLocale, children }: AuthShellProps) {
  const t = useTranslations("common");
  return (
    <>
      <SkipLink />
      <EnvironmentBanner environment={environment} />
      <div className="mx-auto flex min-h-[calc(100dvh-1.75rem)] w-full max-w-104 flex-col px-4 pt-[max(2rem,10vh)] pb-6">
        <header className="mb-5 flex items-center gap-2 text-lg font-bold tracking-tight">
          <Logo />
          {t("deskName")}
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="rounded-lg border border-line bg-surface p-6 shadow-card outline-none sm:p-7"
        >
          {children}
        </main>
        <footer className="mt-5 flex justify-between gap-3">
          <UnlessDeskUpdated>
            <LocaleSwitch setLocale={setLocale} />
            <ThemeSwitch theme={theme} setTheme={setTheme} />
          </UnlessDeskUpdated>
        </footer>
      </div>
    </>
  );
}
