// Inbox of webhooks: the list and one webhook side by side, on a narrow screen one at a time.
import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { inboxHref } from "@/components/labels/webhook-href";
import { NewRowsPlace } from "@/components/live/fresh-rows";
import { CountOf } from "@/components/ui/count-of";
import { IdSearch } from "@/components/ui/id-search";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeading } from "@/components/ui/page-heading";
import { Paging } from "@/components/ui/paging";
import { type DeliveryPage, deliveryTabs, type RejectedRequestCounts } from "@/lib/domain/webhook/delivery";
import { DeliveryList } from "./delivery-list";
import { RejectedRequests } from "./rejected-requests";

type InboxProps = {
  page: DeliveryPage;
  /** Time when the page was read (milliseconds). */
  readAt: number;
  /** Cursor of the list, which stays while webhooks are opened. */
  place: { after: string | null; before: string | null };
  chosen: string | null;
  /** The chosen webhook. */
  detail: ReactNode;
  rejectedRequests: RejectedRequestCounts;
};

export function Inbox({ page, readAt, place, chosen, detail, rejectedRequests }: InboxProps) {
  const t = useTranslations("webhooks");
  const { tab, query, counts } = page;
  // On a narrow screen, a chosen webhook replaces the list.
  const alone = chosen === null ? "max-sm:w-full" : "max-lg:hidden";
  return (
    <>
      <PageHeading title={t("title")}>
        <div className={alone}>
          <IdSearch
            action="/webhooks"
            query={query}
            labels={{ label: t("searchLabel"), placeholder: t("searchPlaceholder"), button: t("search") }}
          />
        </div>
      </PageHeading>
      <div className={alone}>
        <LinkTabs
          label={t("tabs")}
          tabs={deliveryTabs.map((key) => ({
            key,
            href: inboxHref({ tab: key, query: "" }),
            label: t(`tab.${key}`),
            count: <CountOf of={counts[key]} />,
            current: key === tab && query === "",
          }))}
        />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <div className={alone}>
          <NewRowsPlace>
            <DeliveryList page={page} readAt={readAt} place={place} chosen={chosen} />
          </NewRowsPlace>
          <Paging
            newer={page.previous && inboxHref({ tab, query, before: page.previous })}
            older={page.next && inboxHref({ tab, query, after: page.next })}
          />
        </div>
        <div className="mt-8 flex min-w-0 flex-col gap-4 md:mt-6">
          {chosen === null ? (
            <>
              <p className="rounded-lg border border-dashed border-line px-6 py-16 text-center text-muted max-lg:hidden">
                {t("choose")}
              </p>
              <RejectedRequests counts={rejectedRequests} />
            </>
          ) : (
            <>
              <Link
                href={inboxHref({ tab, query, ...place })}
                className="-mb-1 inline-flex min-h-9 items-center gap-1 self-start font-medium text-accent lg:hidden"
              >
                <ChevronLeft className="size-4" aria-hidden="true" />
                {t("backToList")}
              </Link>
              {detail}
            </>
          )}
        </div>
      </div>
    </>
  );
}
