import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DiscrepancyList } from "@/components/reconciliation/discrepancy-list";
import { page } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { listDiscrepancies } from "@/lib/db/queries/discrepancy-list";
import { may } from "@/lib/domain/people/permissions";
import { discrepancyKinds, discrepancyTabs } from "@/lib/domain/reconciliation/discrepancy";
import { one } from "../../address";
import { closeAction, reconcileNow, seeAction } from "./actions";

type Search = Promise<Record<"tab" | "kind" | "after" | "before", string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reconciliation"))("title") };
}

export default async function DiscrepanciesPage({ searchParams }: { searchParams: Search }) {
  const actor = await page("payments:read");
  const params = await searchParams;
  const readAt = Date.now();
  const list = await listDiscrepancies(appContext().database.db, {
    tab: discrepancyTabs.find((known) => known === one(params.tab)) ?? "open",
    kind: discrepancyKinds.find((known) => known === one(params.kind)) ?? null,
    after: one(params.after) || null,
    before: one(params.before) || null,
  });
  const mayClose = may(actor.role, "discrepancies:close");
  return (
    <DiscrepancyList
      page={list}
      readAt={readAt}
      actions={mayClose ? { see: seeAction, close: closeAction } : null}
      reconcileNow={mayClose ? reconcileNow : null}
    />
  );
}
