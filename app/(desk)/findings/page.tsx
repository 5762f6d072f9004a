import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FindingList } from "@/components/reconciliation/discrepancy-list";
import { page } from "@/lib/auth/entry";
import { desk } from "@/lib/context";
import { listFindings } from "@/lib/db/queries/discrepancy-list";
import { may } from "@/lib/domain/people/permissions";
import { findingKinds, findingTabs } from "@/lib/domain/reconciliation/discrepancy";
import { one } from "../../address";
import { inFirstPicture } from "../../first-picture";
import { close, reconcileNow, see } from "./actions";

type Search = Promise<Record<"tab" | "kind" | "after" | "before", string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("findings"))("title") };
}

export default inFirstPicture(async function FindingsPage({ searchParams }: { searchParams: Search }) {
  const actor = await page("payments:read");
  const asked = await searchParams;
  const readAt = Date.now();
  const list = await listFindings(desk().database.db, {
    tab: findingTabs.find((known) => known === one(asked.tab)) ?? "open",
    kind: findingKinds.find((known) => known === one(asked.kind)) ?? null,
    after: one(asked.after) || null,
    before: one(asked.before) || null,
  });
  const mayClose = may(actor.role, "findings:close");
  return (
    <FindingList
      page={list}
      readAt={readAt}
      acts={mayClose ? { see, close } : null}
      reconcileNow={mayClose ? reconcileNow : null}
    />
  );
});
