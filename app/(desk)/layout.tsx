// The frame around every signed-in page. It shows who is signed in; each page checks for itself who may see it.
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ClientWords } from "@/components/client-words";
import { Live } from "@/components/live/live";
import { DeskShell } from "@/components/shell/desk-shell";
import { signedIn } from "@/lib/auth/session";
import { countDeadLetters } from "@/lib/db/queries/delivery-list";
import { countRefundsToSee } from "@/lib/db/queries/refund-list";
import { desk } from "@/lib/desk";
import { environmentOfDesk, themeOfBrowser } from "../appearance";
import { setLocale, setTheme } from "../preferences";
import { signOut } from "../sign-in/actions";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const renderedAt = Date.now();
  const person = await signedIn();
  if (person === null) redirect("/sign-in");
  return (
    <DeskShell
      person={{ name: person.actor.name, role: person.actor.role }}
      environment={environmentOfDesk()}
      waiting={{
        refundsToSee: await countRefundsToSee(desk().database.db),
        deadLetters: await countDeadLetters(desk().database.db),
      }}
      theme={await themeOfBrowser()}
      setTheme={setTheme}
      setLocale={setLocale}
      signOut={signOut}
    >
      {/* For error.tsx, which stands outside of every page's own words, and for the line to the server. */}
      <ClientWords room="frame">
        <Live renderedAt={renderedAt}>{children}</Live>
      </ClientWords>
    </DeskShell>
  );
}
