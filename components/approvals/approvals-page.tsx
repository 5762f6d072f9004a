// Requests that wait for approval, the person's own ones, and those that have ended. Tab and place are in the address.
import { Stamp } from "lucide-react";
import { useTranslations } from "next-intl";
import { FreshRows, NewRowsPlace, NewRowsRequest } from "@/components/live/fresh-rows";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { ClientMessages } from "@/components/shell/client-messages";
import { CountOf } from "@/components/ui/count-of";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeading } from "@/components/ui/page-heading";
import { Paging } from "@/components/ui/paging";
import { signInPath } from "@/lib/domain/next-path";
import { type ApprovalListPage, type ApprovalTab, approvalTabs } from "@/lib/domain/views/approval";
import type { ApprovalActions } from "./approval-actions";
import { ApprovalCard } from "./approval-card";
import { DecisionNews } from "./decision-news";

type ApprovalsPageProps = {
  list: ApprovalListPage;
  /** Time when the list was read (milliseconds). */
  readAt: number;
  actions: ApprovalActions;
};

export function ApprovalsPage({ list, readAt, actions }: ApprovalsPageProps) {
  const t = useTranslations("approvals");
  const { rows, tab, counts, next, previous } = list;
  return (
    <NewRowsRequest>
      <PageHeading title={t("title")} />
      <LinkTabs
        label={t("tabs")}
        tabs={approvalTabs.map((key) => ({
          key,
          href: approvalsHref(key),
          label: t(`tab.${key}`),
          count: <CountOf of={counts[key]} />,
          current: key === tab,
        }))}
      />
      <p className="mt-3 text-sm text-muted">{t(`about.${tab}`)}</p>
      <DecisionNews>
        <NewRowsPlace>
          {rows.length === 0 ? (
            <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-card">
              <RefreshOnChange readAt={readAt} kinds={["worklists"]} />
              <EmptyState
                icon={<Stamp className="size-8" aria-hidden="true" />}
                title={t(`empty.${tab}`)}
                body={tab === "waiting" ? t("emptyBody") : undefined}
              />
            </div>
          ) : (
            <ClientMessages of="approvals">
              <ul className="flex max-w-180 flex-col gap-4">
                <FreshRows
                  rows={rows.map((approval) => ({
                    id: approval.id,
                    row: (
                      <li className="rounded-lg border border-line bg-surface p-4 shadow-card sm:p-5">
                        <ApprovalCard
                          approval={approval}
                          actions={actions}
                          signInHref={signInPath(approvalsHref(tab))}
                        />
                      </li>
                    ),
                  }))}
                  readAt={readAt}
                  kinds={["worklists"]}
                />
              </ul>
            </ClientMessages>
          )}
        </NewRowsPlace>
      </DecisionNews>
      <Paging
        newer={previous && approvalsHref(tab, { before: previous })}
        older={next && approvalsHref(tab, { after: next })}
      />
    </NewRowsRequest>
  );
}

function approvalsHref(tab: ApprovalTab, place: { after?: string; before?: string } = {}): string {
  const search = new URLSearchParams({ ...(tab !== "waiting" && { tab }), ...place });
  return search.size === 0 ? "/approvals" : `/approvals?${search}`;
}
