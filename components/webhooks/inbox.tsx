// The inbox of webhooks: the list and one webhook side by side; on a narrow screen one after the other.
import { ChevronLeft, ChevronRight, Search } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonStyle, linkButtonStyle } from "@/components/ui/button-style";
import { CountOf } from "@/components/ui/count-of";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeading } from "@/components/ui/page-heading";
import { type DeliveryPage, type DoorCounts, deliveryTabs } from "@/lib/domain/delivery";
import { inboxHref } from "./addresses";
import { AtTheDoor } from "./at-the-door";
import { DeliveryList } from "./delivery-list";

type InboxProps = {
  page: DeliveryPage;
  /** The place in the list, to stay there while webhooks are looked at. */
  place: { after: string | null; before: string | null };
  chosen: string | null;
  /** The chosen webhook. */
  detail: ReactNode;
  turnedAway: DoorCounts;
};

export function Inbox({ page, place, chosen, detail, turnedAway }: InboxProps) {
  const t = useTranslations("webhooks");
  const { tab, query, counts } = page;
  // A chosen webhook takes the place of the list where there is room for one only.
  const alone = chosen === null ? "max-sm:w-full" : "max-lg:hidden";
  return (
    <>
      <PageHeading title={t("title")}>
        <div className={alone}>
          <InboxSearch query={query} />
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
      <div className="mt-3 grid items-start gap-4 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <div className={alone}>
          <DeliveryList page={page} place={place} chosen={chosen} />
          <Paging page={page} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {chosen === null ? (
            <>
              <p className="rounded-lg border border-dashed border-line px-6 py-14 text-center text-muted max-lg:hidden">
                {t("choose")}
              </p>
              <AtTheDoor counts={turnedAway} />
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

function InboxSearch({ query }: { query: string }) {
  const t = useTranslations("webhooks");
  return (
    <Form action="/webhooks" role="search" className="flex w-full gap-2 sm:w-auto">
      <div className="relative grow">
        <Search className="pointer-events-none absolute top-3 left-3 size-4 text-faint" aria-hidden="true" />
        <input
          key={query}
          type="search"
          name="q"
          defaultValue={query}
          aria-label={t("searchLabel")}
          placeholder={t("searchPlaceholder")}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          className="h-10 w-full rounded-md border border-line-strong bg-surface pr-2 pl-9 text-ink outline-none focus:border-accent focus:ring-2 focus:ring-accent/35 sm:w-72"
        />
      </div>
      <button type="submit" className={buttonStyle("secondary")}>
        {t("search")}
      </button>
    </Form>
  );
}

function Paging({ page }: { page: DeliveryPage }) {
  const t = useTranslations("webhooks");
  const { tab, query, next, previous } = page;
  if (next === null && previous === null) return null;
  const style = linkButtonStyle("secondary", "sm");
  return (
    <nav aria-label={t("pages")} className="mt-3 flex justify-between gap-2">
      {previous ? (
        <Link href={inboxHref({ tab, query, before: previous })} className={style} rel="prev">
          <ChevronLeft className="size-4" aria-hidden="true" />
          {t("newer")}
        </Link>
      ) : (
        <span />
      )}
      {next && (
        <Link href={inboxHref({ tab, query, after: next })} className={style} rel="next">
          {t("older")}
          <ChevronRight className="size-4" aria-hidden="true" />
        </Link>
      )}
    </nav>
  );
}
