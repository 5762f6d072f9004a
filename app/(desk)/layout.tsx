// The frame around every signed-in page. It shows who is signed in; each page checks for itself who may see it.
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Live } from "@/components/live/live";
import { Watches } from "@/components/notifications/watches";
import { ResetNotice } from "@/components/settings/reset-notice";
import { ClientMessages } from "@/components/shell/client-messages";
import { deskPages } from "@/components/shell/desk-pages";
import { DeskShell } from "@/components/shell/desk-shell";
import { EarlyKeysScript } from "@/components/shell/early-keys-script";
import { KeyHost } from "@/components/shell/key-host";
import { SessionUseScript } from "@/components/shell/session-use-script";
import { confirmationWays } from "@/lib/auth/confirmation";
import { enteredOrRedirect } from "@/lib/auth/session";
import { appContext } from "@/lib/context";
import { countToApprove } from "@/lib/db/queries/approvals";
import { countDeadLetters } from "@/lib/db/queries/delivery-list";
import { countRefundsToSee } from "@/lib/db/queries/refund-counts";
import { signInPath } from "@/lib/domain/next-path";
import { may } from "@/lib/domain/people/permissions";
import { environmentOfDesk, keysAreOff, themeOfBrowser } from "../appearance";
import { setLocale, setTheme } from "../preferences";
import { beginPasskeyConfirmationAction, confirmPersonAction, readReset } from "./account/actions";
import { pullAgain } from "./payments/actions";
import { reconcileNow } from "./reconciliation/actions";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const renderedAt = Date.now();
  const person = await enteredOrRedirect();
  const t = await getTranslations("shell");
  const { role } = person.actor;
  const areKeysOff = await keysAreOff();
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <>
      <EarlyKeysScript nonce={nonce} areKeysOff={areKeysOff} />
      <SessionUseScript nonce={nonce} />
      <DeskShell
        person={{ name: person.actor.name, role }}
        environment={environmentOfDesk()}
        waiting={{
          refundsToSee: await countRefundsToSee(appContext().database.db),
          toApprove: await countToApprove(appContext().database.db, person.actor),
          deadLetters: await countDeadLetters(appContext().database.db),
        }}
        theme={await themeOfBrowser()}
        setTheme={setTheme}
        setLocale={setLocale}
      >
        {person.secondFactor.resetBy !== null && (
          <ResetNotice by={person.secondFactor.resetBy} read={readReset} />
        )}
        {/* For error.tsx, which is outside of every page's own messages, and for the stream of changes. */}
        <ClientMessages of="shell">
          <Live renderedAt={renderedAt}>
            {children}
            {(may(role, "refunds:request") || may(role, "refunds:approve")) && (
              <Watches
                personId={person.actor.id}
                renderedAt={renderedAt}
                mayApprove={may(role, "refunds:approve")}
              />
            )}
          </Live>
          <KeyHost
            pages={deskPages
              .filter(({ permission }) => may(role, permission))
              .map(({ name, href, letter }) => ({ name, href, letter, label: t(name) }))}
            actions={{
              setTheme,
              setLocale,
              reconcileNow: may(role, "discrepancies:close") ? reconcileNow : null,
              pullAgain: may(role, "refunds:request") ? pullAgain : null,
            }}
            isOff={areKeysOff}
            confirmation={{
              confirm: confirmPersonAction,
              beginPasskey: beginPasskeyConfirmationAction,
              ways: await confirmationWays(person),
              signInHref: signInPath("/account"),
            }}
          />
        </ClientMessages>
      </DeskShell>
    </>
  );
}
