// Where our refunds and PortOne's cancellations differ: a worklist, rendered on the server. State and kind live in the
// address; paging is by keyset.
import { ChevronLeft, ChevronRight, Scale } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ClientWords } from "@/components/client-words";
import { buttonStyle, linkButtonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { fieldBox } from "@/components/ui/field-style";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeading } from "@/components/ui/page-heading";
import {
  type FindingKind,
  type FindingListPage,
  type FindingTab,
  findingKinds,
  findingTabs,
} from "@/lib/domain/finding";
import { findingsHref } from "./addresses";
import { ClockNotice } from "./clock-notice";
import type { FindingActs } from "./finding-acts";
import { FindingRow } from "./finding-row";
import { ReconcileNow } from "./reconcile-now";

type FindingListProps = {
  page: FindingListPage;
  /** null for people who may only look. */
  acts: FindingActs | null;
  reconcileNow: (() => Promise<void>) | null;
};

export function FindingList({ page, acts, reconcileNow }: FindingListProps) {
  const t = useTranslations("findings");
  const { rows, tab, kind, counts, next, previous } = page;
  return (
    <>
      <PageHeading title={t("title")}>
        <KindFilter tab={tab} kind={kind} />
      </PageHeading>
      <p className="-mt-2 mb-4 max-w-160 text-sm text-muted">{t("about")}</p>
      <ClockNotice clocks={page.clocks} />
      <ReconcileNow readings={page.readings} reconcileNow={reconcileNow} />
      <LinkTabs
        label={t("tabs")}
        tabs={findingTabs.map((key) => ({
          key,
          href: findingsHref({ tab: key, kind }),
          label: t(`tab.${key}`),
          count: <Count of={counts[key]} />,
          current: key === tab,
        }))}
      />
      <div className="mt-3 overflow-hidden rounded-lg border border-line bg-surface shadow-card">
        {rows.length === 0 ? (
          <EmptyState
            icon={<Scale className="size-8" aria-hidden="true" />}
            title={t(`empty.${tab}`)}
            body={tab === "open" || tab === "unseen" ? t("emptyBody") : undefined}
          />
        ) : (
          <ClientWords room="findings">
            <ul className="divide-y divide-line">
              {rows.map((finding) => (
                <FindingRow key={finding.id} finding={finding} acts={acts} />
              ))}
            </ul>
          </ClientWords>
        )}
      </div>
      <Paging tab={tab} kind={kind} next={next} previous={previous} />
    </>
  );
}

function Count({ of }: { of: FindingListPage["counts"][FindingTab] }) {
  const t = useTranslations("findings");
  const count = of.count.toLocaleString("en");
  return <>{of.atLeast ? t("atLeast", { count }) : count}</>;
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

function Paging({ tab, kind, next, previous }: Pick<FindingListPage, "tab" | "kind" | "next" | "previous">) {
  const t = useTranslations("findings");
  if (next === null && previous === null) return null;
  const style = linkButtonStyle("secondary");
  return (
    <nav aria-label={t("pages")} className="mt-4 flex justify-between gap-2">
      {previous ? (
        <Link
          href={findingsHref({ tab, kind, before: previous })}
          className={style}
          rel="prev"
          aria-keyshortcuts="["
        >
          <ChevronLeft className="size-4" aria-hidden="true" />
          {t("newer")}
        </Link>
      ) : (
        <span />
      )}
      {next && (
        <Link
          href={findingsHref({ tab, kind, after: next })}
          className={style}
          rel="next"
          aria-keyshortcuts="]"
        >
          {t("older")}
          <ChevronRight className="size-4" aria-hidden="true" />
        </Link>
      )}
    </nav>
  );
}
