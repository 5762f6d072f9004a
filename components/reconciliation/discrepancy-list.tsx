// Where our refunds and PortOne's cancellations differ: a worklist, rendered on the server. State and kind live in the
// address; paging is by keyset.
import { Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { findingsHref } from "@/components/labels/discrepancy-href";
import { cancelGuide } from "@/components/labels/guides";
import { FreshPlace, FreshRequest, FreshRows } from "@/components/live/fresh-rows";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { ClientWords } from "@/components/shell/client-messages";
import { buttonStyle } from "@/components/ui/button-style";
import { CountOf } from "@/components/ui/count-of";
import { EmptyState } from "@/components/ui/empty-state";
import { fieldBox } from "@/components/ui/field-style";
import { LinkTabs } from "@/components/ui/link-tabs";
import { OutLink } from "@/components/ui/out-link";
import { PageHeading } from "@/components/ui/page-heading";
import { Paging } from "@/components/ui/paging";
import {
  type FindingKind,
  type FindingListPage,
  type FindingTab,
  findingKinds,
  findingTabs,
} from "@/lib/domain/reconciliation/discrepancy";
import { ClockNotice } from "./clock-notice";
import type { FindingActs } from "./discrepancy-acts";
import { FindingRow } from "./discrepancy-row";
import { ReconcileNow } from "./reconcile-now";

type FindingListProps = {
  page: FindingListPage;
  /** When it was read (milliseconds). */
  readAt: number;
  /** null for people who may only look. */
  acts: FindingActs | null;
  reconcileNow: (() => Promise<void>) | null;
};

export function FindingList({ page, readAt, acts, reconcileNow }: FindingListProps) {
  const t = useTranslations("findings");
  const { rows, tab, kind, counts, next, previous } = page;
  return (
    <FreshRequest>
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
        tabs={findingTabs.map((key) => ({
          key,
          href: findingsHref({ tab: key, kind }),
          label: t(`tab.${key}`),
          count: <CountOf of={counts[key]} />,
          current: key === tab,
        }))}
      />
      <FreshPlace>
        <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-card">
          {rows.length === 0 ? (
            <>
              <RefreshOnChange readAt={readAt} kinds={["findings"]} />
              <EmptyState
                icon={<Scale className="size-8" aria-hidden="true" />}
                title={t(`empty.${tab}`)}
                body={tab === "open" || tab === "unseen" ? t("emptyBody") : undefined}
              />
            </>
          ) : (
            <ClientWords room="findings">
              <ul className="divide-y divide-line">
                <FreshRows
                  rows={rows.map((finding) => ({
                    id: finding.id,
                    row: <FindingRow finding={finding} acts={acts} />,
                  }))}
                  readAt={readAt}
                  kinds={["findings"]}
                />
              </ul>
            </ClientWords>
          )}
        </div>
      </FreshPlace>
      <Paging
        newer={previous && findingsHref({ tab, kind, before: previous })}
        older={next && findingsHref({ tab, kind, after: next })}
      />
    </FreshRequest>
  );
}

/** A plain form: it works without JavaScript. */
function KindFilter({ tab, kind }: { tab: FindingTab; kind: FindingKind | null }) {
  const t = useTranslations("findings");
  return (
    <form action="/findings" className="flex items-center gap-2">
      {tab !== "open" && <input type="hidden" name="tab" value={tab} />}
      <select
        name="kind"
        aria-label={t("kindFilter")}
        defaultValue={kind ?? ""}
        // Another kind in the address is another choice here, also where the page is only updated.
        key={kind ?? ""}
        className={`${fieldBox} min-h-9 w-auto py-1`}
      >
        <option value="">{t("everyKind")}</option>
        {findingKinds.map((one) => (
          <option key={one} value={one}>
            {t(`kind.${one}`)}
          </option>
        ))}
      </select>
      <button type="submit" className={buttonStyle("secondary", "sm")}>
        {t("filter")}
      </button>
    </form>
  );
}
