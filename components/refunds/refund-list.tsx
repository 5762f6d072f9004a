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
import { FilterChip } from "@/components/ui/filter-chip";
import { IdSearch } from "@/components/ui/id-search";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeading } from "@/components/ui/page-heading";
import { Paging } from "@/components/ui/paging";
import { type RefundListPage, refundTabs } from "@/lib/domain/views/refund-list";
import { FailedPayouts, type FailedPayoutsProps } from "./failed-payouts";
import type { HandleRefundAction } from "./handle-refund";
import { RefundExportButton } from "./refund-export-button";
import { RefundTable } from "./refund-table";

type RefundListProps = {
  page: RefundListPage;
  /** Name of the only reason that is shown; null for every reason. */
  reasonName: string | null;
  /** The address contains an unknown reason. */
  isReasonUnknown: boolean;
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
  const { page, reasonName, isReasonUnknown, readAt, handle, signInHref, mayExport, display, failedPayouts } =
    props;
  const t = useTranslations("refunds");
  const { rows, tab, query, reason, counts, next, previous } = page;
  const isWhole = query === "" && reason === null;
  return (
    <>
      <PageHeading title={t("title")}>
        <IdSearch
          action="/refunds"
          query={query}
          labels={{ label: t("searchLabel"), placeholder: t("searchPlaceholder"), button: t("search") }}
        />
      </PageHeading>
      <LinkTabs
        label={t("tabs")}
        tabs={refundTabs.map((key) => ({
          key,
          href: refundsHref({ tab: key, query: "" }),
          label: t(`tab.${key}`),
          count: <CountOf of={counts[key]} />,
          current: key === tab && isWhole,
        }))}
      />
      {isReasonUnknown && (
        <div className="mt-3">
          <Callout kind="warn" title={t("unknownReasonTitle")} role="status">
            {t("unknownReason")}
          </Callout>
        </div>
      )}
      {reasonName !== null && (
        <p className="mt-3">
          <FilterChip
            text={t("reasonOnly", { reason: reasonName })}
            remove={t("everyReason")}
            href={refundsHref({ tab, query })}
          />
        </p>
      )}
      {isWhole && <p className="mt-3 text-sm text-muted">{t(`explanation.${tab}`)}</p>}
      {isWhole && (tab === "all" || tab === "failed") && <FailedPayouts {...failedPayouts} />}
      <div className="mt-3 flex flex-wrap justify-end gap-2">
        <ClientMessages of="refundList">
          <DisplayMenu icon={<SlidersHorizontal {...icon} />} {...display} />
          {mayExport && <RefundExportButton icon={<Download {...icon} />} signInHref={signInHref} />}
        </ClientMessages>
      </div>
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
        newer={previous && refundsHref({ tab, query, reason, before: previous })}
        older={next && refundsHref({ tab, query, reason, after: next })}
      />
    </>
  );
}

function Empty({ page: { tab, query, reason } }: { page: RefundListPage }) {
  const t = useTranslations("refunds");
  if (reason !== null)
    return <EmptyState icon={<ListChecks className="size-8" />} title={t("emptyReason")} />;
  if (query === "") return <EmptyState icon={<ListChecks className="size-8" />} title={t(`empty.${tab}`)} />;
  return (
    <EmptyState
      icon={<SearchX className="size-8" />}
      title={t("noMatchTitle")}
      body={<span className="wrap-anywhere">{t("noMatchBody", { query })}</span>}
    >
      <Link href={refundsHref({ tab: "all", query: "" })} className={linkButtonStyle("secondary")}>
        {t("clear")}
      </Link>
    </EmptyState>
  );
}
