// Frame of every signed-in page. Wide screens have a sidebar. Phones have a top bar with a native popover as its menu, so
// the frame needs no JavaScript of its own.

import {
  CreditCard,
  LayoutDashboard,
  LogOut,
  Menu,
  RotateCcw,
  Scale,
  ScrollText,
  Settings,
  Stamp,
  UserRound,
  UsersRound,
  Webhook,
} from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useRoleName } from "@/components/labels/role-labels";
import { CountOf } from "@/components/ui/count-of";
import { UnlessDeskUpdated } from "@/components/ui/desk-updated-notice";
import { may, type Role } from "@/lib/domain/people/permissions";
import type { CappedCount } from "@/lib/domain/views/payment-list";
import { type DeskPageName, deskPages } from "./desk-pages";
import { type DeskEnvironment, EnvironmentBanner } from "./environment-banner";
import { NavLink } from "./nav-link";
import { PaletteButton } from "./palette-button";
import { LocaleSwitch, type PreferenceActions, ThemeSwitch } from "./preferences";
import { signOutPath } from "./sign-out";
import { SkipLink } from "./skip-link";

type DeskShellProps = PreferenceActions & {
  person: { name: string; role: Role };
  environment: DeskEnvironment;
  /** Counts of waiting items, each shown beside the link to its list. */
  waiting: Record<"refundsToSee" | "toApprove" | "deadLetters", CappedCount>;
  children: ReactNode;
};

export function DeskShell(props: DeskShellProps) {
  return (
    <>
      <SkipLink />
      <EnvironmentBanner environment={props.environment} />
      <TopBar {...props} />
      <div className="md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
        <Sidebar {...props} />
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-320 px-4 py-5 outline-none md:px-8 md:pt-4 md:pb-6"
        >
          {props.children}
        </main>
      </div>
    </>
  );
}

function Sidebar(props: DeskShellProps) {
  const t = useTranslations("shell");
  return (
    <header className="hidden border-r border-line bg-surface md:block">
      <div className="sticky top-7 flex h-[calc(100dvh-1.75rem)] flex-col overflow-y-auto px-3 py-4">
        <Brand />
        <div className="mt-4">
          <PaletteButton label={t("palette")} isNarrow={false} />
        </div>
        <nav aria-label={t("main")} className="mt-3">
          <MainLinks {...props} />
        </nav>
        <div className="mt-auto flex flex-col gap-3">
          <Preferences {...props} />
          <Account {...props} />
        </div>
      </div>
    </header>
  );
}

function TopBar(props: DeskShellProps) {
  const t = useTranslations("shell");
  return (
    <header className="sticky top-7 z-30 flex h-13 items-center justify-between border-b border-line bg-surface pr-2 pl-4 md:hidden">
      <Brand />
      <div className="flex items-center">
        <PaletteButton label={t("palette")} isNarrow />
        <button
          type="button"
          popoverTarget="desk-menu"
          className="flex min-h-10 items-center gap-1.5 rounded-md px-2.5 text-muted hover:bg-sunken"
        >
          <Menu className="size-5" aria-hidden="true" />
          {t("menu")}
        </button>
      </div>
      <div
        id="desk-menu"
        popover="auto"
        className="fixed inset-auto top-21 right-2 m-0 w-64 flex-col gap-4 rounded-lg bg-surface p-3 text-ink shadow-float open:flex"
      >
        <nav aria-label={t("main")}>
          <MainLinks {...props} />
        </nav>
        <Preferences {...props} />
        <Account {...props} />
      </div>
    </header>
  );
}

function Brand() {
  const t = useTranslations("common");
  return (
    <Link href="/" className="flex items-center gap-2 px-2 text-lg font-bold tracking-tight md:px-2.5">
      <Logo />
      {t("deskName")}
    </Link>
  );
}

export function Logo() {
  return (
    <svg viewBox="0 0 24 24" className="size-6 text-accent" aria-hidden="true">
      <rect width="24" height="24" rx="7" fill="currentColor" />
      <path
        d="M9.5 6.5 6 10l3.5 3.5M6.5 10h7.25a3.75 3.75 0 0 1 0 7.5H10"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

const icons: Record<Exclude<DeskPageName, "account">, typeof Menu> = {
  overview: LayoutDashboard,
  payments: CreditCard,
  refunds: RotateCcw,
  approvals: Stamp,
  webhooks: Webhook,
  reconciliation: Scale,
  people: UsersRound,
  audit: ScrollText,
  settings: Settings,
};

function MainLinks({ person: { role }, waiting }: Pick<DeskShellProps, "person" | "waiting">) {
  const t = useTranslations("shell");
  return (
    <ul className="flex flex-col gap-0.5">
      {deskPages.map(({ name, href, letter, permission }) => {
        if (name === "account" || !may(role, permission)) return null;
        const Icon = icons[name];
        return (
          <li key={name}>
            <NavLink href={href} letter={letter}>
              <Icon className="size-4.5" aria-hidden="true" />
              {t(name)}
              {name === "refunds" && <Waiting of={waiting.refundsToSee} labels="refundsToSee" />}
              {name === "approvals" && <Waiting of={waiting.toApprove} labels="toApprove" />}
              {name === "webhooks" && <Waiting of={waiting.deadLetters} labels="deadLetters" />}
            </NavLink>
          </li>
        );
      })}
    </ul>
  );
}

/** Shows a count beside a link, with a label for screen readers. Renders nothing for zero. */
function Waiting({ of, labels }: { of: CappedCount; labels: keyof DeskShellProps["waiting"] }) {
  const t = useTranslations("shell");
  if (of.count === 0) return null;
  return (
    <span className="ml-auto">
      <span
        aria-hidden="true"
        className="inline-grid min-w-5 place-items-center rounded-full bg-danger px-1.5 text-xs font-semibold text-on-danger"
      >
        <CountOf of={of} />
      </span>
      <span className="sr-only">{t(labels, { count: of.count.toLocaleString("en") })}</span>
    </span>
  );
}

function Preferences({ theme, setTheme, setLocale }: PreferenceActions) {
  return (
    <div className="flex flex-col gap-1.5">
      <UnlessDeskUpdated>
        <LocaleSwitch setLocale={setLocale} />
        <ThemeSwitch theme={theme} setTheme={setTheme} />
      </UnlessDeskUpdated>
    </div>
  );
}

function Account({ person }: Pick<DeskShellProps, "person">) {
  const t = useTranslations("shell");
  const nameOf = useRoleName();
  return (
    <div className="flex flex-col gap-0.5 border-t border-line pt-3">
      <p className="flex items-baseline justify-between gap-2 px-2.5 pb-1">
        <span className="truncate font-semibold">{person.name}</span>
        <span className="shrink-0 text-xs text-faint">{nameOf(person.role)}</span>
      </p>
      <NavLink href="/account" letter="a">
        <UserRound className="size-4.5" aria-hidden="true" />
        {t("account")}
      </NavLink>
      <form method="post" action={signOutPath}>
        <button
          type="submit"
          className="flex min-h-9 w-full items-center gap-2.5 rounded-md px-2.5 text-muted hover:bg-hover hover:text-ink"
        >
          <LogOut className="size-4.5" aria-hidden="true" />
          {t("signOut")}
        </button>
      </form>
    </div>
  );
}
