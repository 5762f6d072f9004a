// Worklist of the discrepancies between our refunds and PortOne's cancellations, rendered on the server. State and kind are in
// the address; paging uses keyset cursors.
import { Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { discrepanciesHref } from "@/components/labels/discrepancy-href";
import { cancelGuide } from "@/components/labels/guides";
import { FreshRows, NewRowsPlace, NewRowsRequest } from "@/components/live/fresh-rows";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { ClientMessages } from "@/components/shell/client-messages";
import { buttonStyle } from "@/components/ui/button-style";
import { CountOf } from "@/components/ui/count-of";
import { EmptyState } from "@/components/ui/empty-state";
import { fieldBox } from "@/components/ui/field-style";
import { LinkTabs } from "@/components/ui/link-tabs";
import { OutLink } from "@/components/ui/out-link";
import { PageHeading } from "@/components/ui/page-heading";
import { Paging } from "@/components/ui/paging";
import {
  type DiscrepancyKind,
  type DiscrepancyListPage,
  type DiscrepancyTab,
  discrepancyKinds,
  discrepancyTabs,
} from "@/lib/domain/reconciliation/discrepancy";
import { ClockNotice } from "./clock-notice";
import type { DiscrepancyActions } from "./discrepancy-actions";
import { DiscrepancyRow } from "./discrepancy-row";
import { ReconcileNow } from "./reconcile-now";

type DiscrepancyListProps = {
  page: DiscrepancyListPage;
  /** Time when the page was read (milliseconds). */
  readAt: number;
  /** Null for people who may only read. */
  actions: DiscrepancyActions | null;
  reconcileNow: (() => Promise<void>) | null;
};

export function DiscrepancyList({ page, readAt, actions, reconcileNow }: DiscrepancyListProps) {
  const t = useTranslations("reconciliation");
  const { rows, tab, kind, counts, next, previous } = page;
  return (
    <NewRowsRequest>
      <PageHeading title={t("title")}>
        <KindFilter tab={tab} kind={kind} />
      </PageHeading>
      <p className="-mt-2 mb-4 max-w-160 text-sm text-muted">
        {t("about")} {t("blind")} <OutLink url={cancelGuide}>{t("guide")}</OutLink>
      </p>
      <ClockNotice clocks={page.clocks} />
      <ReconcileNow readings={page.readings} reconcileNow={reconcileNow} />
      <LinkTabs
        label={t("tabs")}
        tabs={discrepancyTabs.map((key) => ({
          key,
          href: discrepanciesHref({ tab: key, kind }),
          label: t(`tab.${key}`),
          count: <CountOf of={counts[key]} />,
          current: key === tab,
        }))}
      />
      <NewRowsPlace>
        <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-card">
          {rows.length === 0 ? (
            <>
              <RefreshOnChange readAt={readAt} kinds={["discrepancies"]} />
              <EmptyState
                icon={<Scale className="size-8" aria-hidden="true" />}
                title={t(`empty.${tab}`)}
                body={tab === "open" || tab === "unseen" ? t("emptyBody") : undefined}
              />
            </>
          ) : (
            <ClientMessages of="reconciliation">
              <ul className="divide-y divide-line">
                <FreshRows
                  rows={rows.map((discrepancy) => ({
                    id: discrepancy.id,
                    row: <DiscrepancyRow discrepancy={discrepancy} actions={actions} />,
                  }))}
                  readAt={readAt}
                  kinds={["discrepancies"]}
                />
              </ul>
            </ClientMessages>
          )}
        </div>
      </NewRowsPlace>
      <Paging
        newer={previous && discrepanciesHref({ tab, kind, before: previous })}
        older={next && discrepanciesHref({ tab, kind, after: next })}
      />
    </NewRowsRequest>
  );
}

/** Filters by a plain form, which works without JavaScript. */
function KindFilter({ tab, kind }: { tab: DiscrepancyTab; kind: DiscrepancyKind | null }) {
  const t = useTranslations("reconciliation");
  return (
    <form action="/reconciliation" className="flex items-center gap-2">
      {tab !== "open" && <input type="hidden" name="tab" value={tab} />}
      <select
        name="kind"
        aria-label={t("kindFilter")}
        defaultValue={kind ?? ""}
        // The key resets the choice when the address changes the kind without a page load.
        key={kind ?? ""}
        className={`${fieldBox} min-h-9 w-auto py-1`}
      >
        <option value="">{t("everyKind")}</option>
        {discrepancyKinds.map((option) => (
          <option key={option} value={option}>
            {t(`kind.${option}`)}
          </option>
        ))}
      </select>
      <button type="submit" className={buttonStyle("secondary", "sm")}>
        {t("filter")}
      </button>
    </form>
  );
}
