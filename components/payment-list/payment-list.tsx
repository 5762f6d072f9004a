// List of payments, rendered on the server. State and search are in the address; paging uses keyset cursors.
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { listHref } from "@/components/labels/payment-list-href";
import { NewRowsPlace } from "@/components/live/fresh-rows";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { Callout } from "@/components/ui/callout";
import { CountOf } from "@/components/ui/count-of";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeading } from "@/components/ui/page-heading";
import { Paging } from "@/components/ui/paging";
import { TabsAndFilters } from "@/components/ui/tabs-and-filters";
import { type FilterProblem, writePaymentFilter } from "@/lib/domain/payment/payment-filter";
import { paymentTabs } from "@/lib/domain/payment/payment-tabs";
import type { OptionalColumn } from "@/lib/domain/payment/table-preferences";
import type { PaymentListPage, PaymentSum } from "@/lib/domain/views/payment-list";
import type { FindAtPortOne } from "./ask-portone";
import { PaymentFilterButtons, PaymentFilterChips } from "./filter-bar";
import { MissingIds } from "./missing-ids";
import { NotUnderstood } from "./not-understood";
import { PaymentListEmpty } from "./payment-list-empty";
import { PaymentSearch } from "./payment-search";
import { PaymentSums } from "./payment-sums";
import { PaymentTable } from "./payment-table";
import { PullAgain } from "./pull-again";
import { PullFailed, PullRunning } from "./pull-notice";
import { ScanLimitNotice } from "./scan-limit-notice";

type PaymentListProps = {
  page: PaymentListPage;
  /** Sums of all pages; null where the list has none. */
  sums: readonly PaymentSum[] | null;
  /** Time when the page was read (milliseconds). */
  readAt: number;
  /** Parts of the address that were not understood. */
  problems: readonly FilterProblem[];
  findAtPortOne: FindAtPortOne;
  /** Null for people who may only read. */
  pullAgain: (() => Promise<void>) | null;
  columns: readonly OptionalColumn[];
  /** In the line of the title. */
  tools: ReactNode;
  /** PortOne is set to a webhook version that contains too little information. */
  oldWebhooks: boolean;
};

export function PaymentList({
  page,
  sums,
  readAt,
  problems,
  findAtPortOne,
  pullAgain,
  columns,
  tools,
  oldWebhooks,
}: PaymentListProps) {
  const t = useTranslations("paymentList");
  const { rows, filter, counts } = page;
  const isOnly = rows.length + page.named.length === 1 && page.next === null && page.previous === null;
  return (
    <>
      <PageHeading
        title={t("title")}
        note={<PullRunning pull={page.pull} anyRows={rows.length > 0} />}
        isTight
      >
        <div className="flex flex-wrap items-center gap-2 max-sm:w-full">
          <PaymentSearch
            query={filter.query}
            rest={writePaymentFilter({ ...filter, query: "", tab: "all" })}
            restOfTab={writePaymentFilter({ ...filter, query: "" })}
            isLive
          />
          {tools}
        </div>
      </PageHeading>
      {oldWebhooks && (
        <div className="mb-4">
          <Callout kind="warn" title={t("oldWebhooks")}>
            {t("oldWebhooksNext")}
          </Callout>
        </div>
      )}
      <NotUnderstood problems={problems} />
      <PullFailed pull={page.pull} />
      <TabsAndFilters
        tabs={
          <LinkTabs
            label={t("tabs")}
            tabs={paymentTabs.map((key) => ({
              key,
              href: listHref({ ...filter, tab: key }),
              label: t(`tab.${key}`),
              count: <CountOf of={counts[key]} />,
              current: key === filter.tab,
            }))}
            isInRow
          />
        }
        filters={<PaymentFilterButtons page={page} />}
      />
      <PaymentFilterChips filter={filter} />
      {sums !== null && sums.length > 0 && (
        <div className="mt-2">
          <PaymentSums sums={sums} />
        </div>
      )}
      <NewRowsPlace>
        <div
          data-searched={filter.query}
          data-only={isOnly || undefined}
          className="overflow-hidden rounded-lg border border-line bg-surface shadow-card"
        >
          {page.named.length > 0 && (
            <PaymentTable
              rows={page.named}
              caption={t("named")}
              filter={filter}
              readAt={rows.length === 0 ? readAt : null}
              optional={columns}
            />
          )}
          {rows.length > 0 && <PaymentTable rows={rows} filter={filter} readAt={readAt} optional={columns} />}
          {rows.length + page.named.length === 0 && (
            <>
              <RefreshOnChange readAt={readAt} kinds={["payment"]} />
              <PaymentListEmpty page={page} findAtPortOne={findAtPortOne} />
            </>
          )}
        </div>
      </NewRowsPlace>
      {rows.length + page.named.length > 0 && <MissingIds page={page} />}
      {(rows.length + page.named.length > 0 || page.scan.kind !== "scanned-to") && (
        <ScanLimitNotice page={page} />
      )}
      <Paging
        newer={page.previous && listHref({ ...filter, before: page.previous })}
        older={page.next && listHref({ ...filter, after: page.next })}
      />
      {pullAgain && <PullAgain pull={page.pull} pullAgain={pullAgain} />}
    </>
  );
}
