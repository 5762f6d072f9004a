// The audit log: filters, entries, verification and export.
import { Download, FileSearch } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { auditHref } from "@/components/labels/audit-href";
import { ActiveFilters, rangeText } from "@/components/list-tools/active-filters";
import { ClientMessages } from "@/components/shell/client-messages";
import { linkButtonStyle } from "@/components/ui/button-style";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { IdSearch } from "@/components/ui/id-search";
import { PageHeading } from "@/components/ui/page-heading";
import { Paging } from "@/components/ui/paging";
import { auditActions, auditKinds } from "@/lib/domain/audit/audit-actions";
import type { AuditPage } from "@/lib/domain/audit/audit-entry";
import {
  type AuditFilter,
  byDesk,
  everyEntry,
  isAuditFilterSet,
  writeAuditFilter,
} from "@/lib/domain/audit/audit-filter";
import { AuditExportButton } from "./audit-export-button";
import { AuditFilterButton } from "./audit-filter-button";
import { AuditRow } from "./audit-row";
import type { VerifyAuditAction } from "./audit-tools";
import { useAuditLabels } from "./entry-text";
import { type AuditFilterChoices, auditFilterParts } from "./filter-parts";
import { VerifyAudit } from "./verify-audit";

type AuditListProps = {
  page: AuditPage;
  people: readonly { id: string; name: string }[];
  /** A part of the address was not understood. */
  isPartIgnored: boolean;
  verify: VerifyAuditAction;
  signInHref: string;
};

const icon = { className: "size-4", "aria-hidden": true } as const;

export function AuditList({ page, people, isPartIgnored, verify, signInHref }: AuditListProps) {
  const t = useTranslations("audit");
  const { entries, filter, next, previous } = page;
  const hidden = Object.fromEntries(new URLSearchParams(writeAuditFilter({ ...filter, text: "" })));
  return (
    <ClientMessages of="audit">
      <PageHeading title={t("title")} isTight>
        <div className="flex flex-wrap items-center gap-2 max-sm:w-full">
          <IdSearch
            action="/audit"
            query={filter.text}
            hidden={hidden}
            labels={{ label: t("searchLabel"), placeholder: t("searchPlaceholder"), button: t("search") }}
          />
          <VerifyAudit verify={verify} signInHref={signInHref} />
          <AuditExportButton icon={<Download {...icon} />} filter={filter} signInHref={signInHref} />
        </div>
      </PageHeading>
      <p className="mb-3 text-sm text-muted">{t("intro")}</p>
      <FilterButtons filter={filter} people={people} />
      <div className="mt-2 mb-2 flex flex-col gap-2">
        <Chips filter={filter} people={people} />
        {isPartIgnored && <Callout kind="warn" title={t("ignored")} role="status" />}
      </div>
      <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-card">
        {entries.length === 0 ? (
          <EmptyState icon={<FileSearch className="size-8" />} title={t("emptyTitle")} body={t("emptyBody")}>
            <Link href={auditHref()} className={linkButtonStyle("secondary")}>
              {t("clear")}
            </Link>
          </EmptyState>
        ) : (
          <ol aria-label={t("caption")} className="divide-y divide-line">
            {entries.map((entry) => (
              <AuditRow key={entry.seq} entry={entry} />
            ))}
          </ol>
        )}
      </div>
      <Paging
        newer={previous && auditHref({ filter, before: previous })}
        older={next && auditHref({ filter, after: next })}
      />
    </ClientMessages>
  );
}

type FilterProps = { filter: AuditFilter; people: AuditListProps["people"] };

function FilterButtons({ filter, people }: FilterProps) {
  const t = useTranslations("audit");
  const labels = useAuditLabels();
  const choices: AuditFilterChoices = {
    people: [
      ...people.map(({ id, name }) => ({ value: id, label: name })),
      { value: byDesk, label: t("desk") },
    ],
    kinds: auditKinds.map((kind) => ({
      value: kind,
      label: t(`kind.${kind}`),
      actions: auditActions[kind].map((action) => ({ value: action, label: labels.action(action) })),
    })),
  };
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {auditFilterParts.map((part) => (
        <AuditFilterButton
          key={part}
          part={part}
          filter={filter}
          choices={choices}
          label={t(`filterPart.${part}`)}
        />
      ))}
    </div>
  );
}

function Chips({ filter, people }: FilterProps) {
  const t = useTranslations("audit");
  const labels = useAuditLabels();
  if (!isAuditFilterSet(filter)) return null;
  const { period, person, kind, action, payment, subject, text } = filter;
  const nameOf = (id: string) =>
    id === byDesk ? t("desk") : (people.find((one) => one.id === id)?.name ?? id);
  const chips = [
    period && { text: rangeText(period.from, period.to), without: { period: null } },
    person && { text: `${t("person")}: ${nameOf(person)}`, without: { person: null } },
    kind && { text: t(`kind.${kind}`), without: { kind: null } },
    action && { text: labels.action(action), without: { action: null } },
    payment && { text: `${t("paymentLabel")}: ${payment}`, without: { payment: null } },
    subject && { text: `${t("subject")}: ${subject}`, without: { subject: null } },
    text && { text: `"${text}"`, without: { text: everyEntry.text } },
  ].filter((chip) => chip !== null && chip !== "");
  return (
    <ActiveFilters
      chips={chips.map(({ text: shown, without }) => ({
        text: shown,
        href: auditHref({ filter: { ...filter, ...without } }),
      }))}
      clearHref={auditHref()}
    />
  );
}
