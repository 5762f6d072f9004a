import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ApprovalsPage } from "@/components/approvals/approvals-page";
import { page } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { listApprovals } from "@/lib/db/queries/approvals";
import { may } from "@/lib/domain/people/permissions";
import { approvalTabs } from "@/lib/domain/views/approval";
import { one } from "../../address";
import { decideApprovalAction, revealAccountAction, withdrawApprovalAction } from "./actions";

type Search = Promise<Record<"tab" | "after" | "before", string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("approvals"))("title") };
}

export default async function Page({ searchParams }: { searchParams: Search }) {
  const actor = await page("payments:read");
  const params = await searchParams;
  const readAt = Date.now();
  const list = await listApprovals(appContext().database.db, actor, {
    tab: approvalTabs.find((known) => known === one(params.tab)) ?? "waiting",
    after: one(params.after) || null,
    before: one(params.before) || null,
  });
  return (
    <ApprovalsPage
      list={list}
      readAt={readAt}
      actions={{
        decide: may(actor.role, "refunds:approve") ? decideApprovalAction : null,
        revealAccount: may(actor.role, "accounts:read") ? revealAccountAction : null,
        withdraw: withdrawApprovalAction,
      }}
    />
  );
}
