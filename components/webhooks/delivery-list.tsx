// Rows of the inbox: event, payment and state.
import { Inbox as InboxIcon, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { TestBadge } from "@/components/labels/payment-status";
import { type InboxState, inboxHref } from "@/components/labels/webhook-href";
import { FreshRows } from "@/components/live/fresh-rows";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { StatusDot } from "@/components/ui/badge";
import { linkButtonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import type { DeliveryPage, DeliveryRow } from "@/lib/domain/webhook/delivery";
import { deliveryTone, eventName } from "./webhook-labels";

type DeliveryListProps = {
  page: DeliveryPage;
  /** Time when the page was read (milliseconds). */
  readAt: number;
  place: { after: string | null; before: string | null };
  chosen: string | null;
};

export function DeliveryList({ page, readAt, place, chosen }: DeliveryListProps) {
  const t = useTranslations("webhooks");
  const { rows, tab, query } = page;
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-card">
      {rows.length === 0 ? (
        <>
          <RefreshOnChange readAt={readAt} kinds={["webhooks"]} />
          <Empty page={page} />
        </>
      ) : (
        <ul aria-label={t("list")} className="divide-y divide-line">
          <FreshRows
            rows={rows.map((row) => ({
              id: row.id,
              row: <Row row={row} state={{ tab, query, ...place }} isChosen={row.id === chosen} />,
            }))}
            // The detail of a webhook shows PortOne's own record. Reading the page again would query PortOne again.
            readAt={chosen === null ? readAt : null}
            kinds={["webhooks"]}
          />
        </ul>
      )}
    </div>
  );
}

type RowProps = { row: DeliveryRow; state: InboxState; isChosen: boolean };

function Row({ row, state, isChosen }: RowProps) {
  const t = useTranslations("webhooks");
  return (
    <li>
      <Link
        href={inboxHref({ ...state, id: row.id })}
        prefetch={false}
        scroll={false}
        data-row
        aria-current={isChosen ? "true" : undefined}
        className={`block border-l-2 px-4 py-2.5 -outline-offset-2 ${isChosen ? "border-accent bg-accent-soft" : "border-transparent hover:bg-hover"}`}
      >
        <span className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 truncate font-semibold">{eventName(t, row.type)}</span>
          <Time at={row.receivedAt} isExact className="shrink-0 text-xs text-faint" />
        </span>
        <span className="mt-0.5 flex items-center gap-1.5 text-xs text-faint">
          <span className="min-w-0 truncate">{row.paymentId ?? t("noPayment")}</span>
          <TestBadge channelType={row.environment === "test" ? "TEST" : null} />
        </span>
        <span className="mt-0.5 flex flex-wrap items-center gap-x-3 text-sm">
          <StatusDot tone={deliveryTone[row.state]}>{t(`state.${row.state}`)}</StatusDot>
          {row.attempts > 0 && (
            <span className="text-xs text-muted">{t("attempts", { count: row.attempts })}</span>
          )}
          {row.repeats > 0 && (
            <span className="text-xs text-muted">{t("repeats", { count: row.repeats })}</span>
          )}
        </span>
        {row.lastError !== null && (
          <span className="mt-0.5 block text-xs text-danger">{t(`error.${row.lastError}.what`)}</span>
        )}
      </Link>
    </li>
  );
}

function Empty({ page: { tab, query } }: { page: DeliveryPage }) {
  const t = useTranslations("webhooks");
  if (query !== "")
    return (
      <EmptyState
        icon={<SearchX className="size-8" />}
        title={t("noMatchTitle")}
        body={<span className="wrap-anywhere">{t("noMatchBody", { query })}</span>}
      >
        <Link href={inboxHref({ tab: "all", query: "" })} className={linkButtonStyle("secondary")}>
          {t("clear")}
        </Link>
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<InboxIcon className="size-8" />}
      title={t(`empty.${tab}.title`)}
      body={t(`empty.${tab}.body`)}
    />
  );
}
