// Explains why the list is empty, and what to do.
import { Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { listHref } from "@/components/labels/payment-list-href";
import { linkButtonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { isNarrowed } from "@/lib/domain/payment/payment-filter";
import type { PaymentListPage, PullProgress } from "@/lib/domain/views/payment-list";
import type { FindAtPortOne } from "./ask-portone";
import { LazyAskPortOne } from "./ask-portone-later";
import { ContinueSearch, SearchedSoFar } from "./scan-limit-notice";

const pullMessage: Record<PullProgress["state"], "never" | "running" | "none"> = {
  never: "never",
  running: "running",
  // The notice above the list reports the failure.
  failed: "never",
  done: "none",
};

type PaymentListEmptyProps = {
  page: Pick<PaymentListPage, "filter" | "pull" | "scan" | "next">;
  findAtPortOne: FindAtPortOne;
};

export function PaymentListEmpty({ page, findAtPortOne }: PaymentListEmptyProps) {
  const t = useTranslations("paymentList");
  const { filter, pull } = page;
  const { query, tab } = filter;
  // The search has not reached the end: that no payment matches is not known.
  const isUnfinished = page.scan.kind === "scanned-to" && page.next !== null;
  if (query !== "") {
    return (
      <EmptyState
        icon={<SearchX className="size-8" />}
        title={isUnfinished ? t("scan.noneYet") : t("noMatchTitle", { query })}
        body={
          isUnfinished ? (
            <SearchedSoFar page={page} />
          ) : (
            (isNarrowed({ ...filter, query: "" }) || tab !== "all") && t("noMatchUnderFilter")
          )
        }
      >
        <ContinueSearch page={page} />
        <LazyAskPortOne key={query} query={query} find={findAtPortOne} />
        {(isNarrowed({ ...filter, query: "" }) || tab !== "all") && (
          <Link href={listHref({ query })} className={linkButtonStyle("secondary")}>
            {t("searchAll")}
          </Link>
        )}
        <Link href={listHref({ ...filter, query: "" })} className={linkButtonStyle("secondary")}>
          {t("clear")}
        </Link>
      </EmptyState>
    );
  }
  if (isNarrowed(filter)) {
    return (
      <EmptyState
        icon={<SearchX className="size-8" />}
        title={isUnfinished ? t("scan.noneYet") : t("noneUnderFilterTitle")}
        body={isUnfinished ? <SearchedSoFar page={page} /> : t("noneUnderFilterBody")}
      >
        <ContinueSearch page={page} />
        <Link href={listHref()} className={linkButtonStyle("secondary")}>
          {t("filter.clearAll")}
        </Link>
      </EmptyState>
    );
  }
  if (tab !== "all") {
    return (
      <EmptyState icon={<Inbox className="size-8" />} title={t("emptyTabTitle")} body={t("emptyTabBody")}>
        <Link href={listHref({ ...filter, tab: "all" })} className={linkButtonStyle("secondary")}>
          {t("showAll")}
        </Link>
      </EmptyState>
    );
  }
  const labels = pullMessage[pull.state];
  return (
    <EmptyState
      icon={<Inbox className="size-8" />}
      title={t(`${labels}Title`)}
      body={t(`${labels}Body`, { count: pull.pulled.toLocaleString("en") })}
    />
  );
}
