// Page of refunds: worklists as tabs. Each row shows state, age, requester and next step.
import { Download, ListChecks, SearchX, SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { refundsHref } from "@/components/labels/refund-list-href";
import { DisplayMenu } from "@/components/list-tools/display-menu";
import { NewRowsPlace } from "@/components/live/fresh-rows";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { ClientMessages } from "@/components/shell/client-messages";
import { linkButtonStyle } from "@/components/ui/button-style";
import { Callout } from "@/components/ui/callout";
import { CountOf } from "@/components/ui/count-of";
import { EmptyState } from "@/components/ui/empty-state";
import { IdSearch } from "@/components/ui/id-search";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeading } from "@/components/ui/page-heading";
import { Paging } from "@/components/ui/paging";
import { TabsAndFilters } from "@/components/ui/tabs-and-filters";
import { isRefundFilterSet, type RefundParameter } from "@/lib/domain/refund/refund-filter";
import { type RefundListPage, refundTabs } from "@/lib/domain/views/refund-list";
import { FailedPayouts, type FailedPayoutsProps } from "./failed-payouts";
import { RefundFilterButtons, RefundFilterChips, type RefundFilterNames } from "./filter-bar";
import type { HandleRefundAction } from "./handle-refund";
import { RefundExportButton } from "./refund-export-button";
import { RefundSums } from "./refund-sums";
import { RefundTable } from "./refund-table";

type RefundListProps = {
  page: RefundListPage;
  names: RefundFilterNames;
  /** Parts of the address that were not understood. */
  ignored: readonly RefundParameter[];
  /** Time when the page was read (milliseconds). */
  readAt: number;
  /** Null for people who may only read. */
  handle: HandleRefundAction | null;
  signInHref: string;
  mayExport: boolean;
  display: Omit<ComponentProps<typeof DisplayMenu>, "icon">;
  failedPayouts: FailedPayoutsProps;
};

const icon = { className: "size-4", "aria-hidden": true } as const;

export function RefundList(props: RefundListProps) {
  const { page, names, ignored, readAt, handle, signInHref, mayExport, display, failedPayouts } = props;
  const t = useTranslations("refunds");
  const { rows, tab, query, filter, counts, sums, next, previous } = page;
  const isWhole = query === "" && !isRefundFilterSet(filter);
  return (
    <ClientMessages of="refundList">
      <PageHeading title={t("title")} isTight>
        <div className="flex flex-wrap items-center gap-2 max-sm:w-full">
          <IdSearch
            action="/refunds"
            query={query}
            labels={{ label: t("searchLabel"), placeholder: t("searchPlaceholder"), button: t("search") }}
          />
          <DisplayMenu icon={<SlidersHorizontal {...icon} />} {...display} />
          {mayExport && (
            <RefundExportButton
              icon={<Download {...icon} />}
              filter={filter}
              count={sums === null ? null : sums.reduce((all, { count }) => all + count, 0)}
              signInHref={signInHref}
            />
          )}
        </div>
      </PageHeading>
      <TabsAndFilters
        tabs={
          <LinkTabs
            label={t("tabs")}
            tabs={refundTabs.map((key) => ({
              key,
              href: refundsHref({ tab: key }),
              label: t(`tab.${key}`),
              count: <CountOf of={counts[key]} />,
              current: key === tab && isWhole,
            }))}
            isInRow
          />
        }
        filters={<RefundFilterButtons page={page} names={names} />}
      />
      {ignored.length > 0 && (
        <div className="mt-3">
          <Callout kind="warn" title={t("ignoredTitle")} role="status">
            {ignored.includes("reason") && t("unknownReason")}
          </Callout>
        </div>
      )}
      <div className="mt-2 flex flex-col gap-1.5">
        <RefundFilterChips page={page} names={names} />
        {isWhole && <p className="text-sm text-muted">{t(`explanation.${tab}`)}</p>}
        {rows.length > 0 && <RefundSums sums={sums} />}
      </div>
      {isWhole && (tab === "all" || tab === "failed") && <FailedPayouts {...failedPayouts} />}
      <NewRowsPlace>
        <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-card">
          {rows.length === 0 ? (
            <>
              <RefreshOnChange readAt={readAt} kinds={["worklists", "payment"]} />
              <Empty page={page} />
            </>
          ) : (
            <ClientMessages of="refunds">
              <RefundTable rows={rows} readAt={readAt} handle={handle} signInHref={signInHref} />
            </ClientMessages>
          )}
        </div>
      </NewRowsPlace>
      <Paging
        newer={previous && refundsHref({ tab, query, filter, before: previous })}
        older={next && refundsHref({ tab, query, filter, after: next })}
      />
    </ClientMessages>
  );
}

function Empty({ page: { tab, query, filter } }: { page: RefundListPage }) {
  const t = useTranslations("refunds");
  if (isRefundFilterSet(filter))
    return (
      <EmptyState icon={<SearchX className="size-8" />} title={t("emptyFilter")}>
        <Link href={refundsHref()} className={linkButtonStyle("secondary")}>
          {t("clearFilter")}
        </Link>
      </EmptyState>
    );
  if (query === "") return <EmptyState icon={<ListChecks className="size-8" />} title={t(`empty.${tab}`)} />;
  return (
    <EmptyState
      icon={<SearchX className="size-8" />}
      title={t("noMatchTitle")}
      body={<span className="wrap-anywhere">{t("noMatchBody", { query })}</span>}
    >
      <Link href={refundsHref()} className={linkButtonStyle("secondary")}>
        {t("clear")}
      </Link>
    </EmptyState>
  );
}
