// Explains why the list is empty, and what to do.
import { Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { listHref } from "@/components/labels/payment-list-href";
import { linkButtonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { isNarrowed } from "@/lib/domain/payment/payment-filter";
import { possibleId, readSearch, type SearchTerm } from "@/lib/domain/payment/search-terms";
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
  page: Pick<PaymentListPage, "filter" | "seesCustomers" | "pull" | "scan" | "next">;
  findAtPortOne: FindAtPortOne;
};

export function PaymentListEmpty({ page, findAtPortOne }: PaymentListEmptyProps) {
  const t = useTranslations("paymentList");
  const { filter, pull } = page;
  const { query, tab } = filter;
  // The search has not reached the end: that no payment matches is not known.
  const isUnfinished = page.scan.kind === "scanned-to" && page.next !== null;
  if (query !== "") {
    const isNarrow = isNarrowed({ ...filter, query: "" }) || tab !== "all";
    const id = possibleId(query);
    return (
      <EmptyState
        icon={<SearchX className="size-8" />}
        title={isUnfinished ? t("scan.noneYet") : t("noMatchTitle", { query })}
        body={
          isUnfinished ? (
            <SearchedSoFar page={page} />
          ) : (
            <>
              <Understood query={query} seesCustomers={page.seesCustomers} />
              {isNarrow && <p>{t("noMatchUnderFilter")}</p>}
            </>
          )
        }
      >
        <ContinueSearch page={page} />
        {id !== null && <LazyAskPortOne key={id} query={id} find={findAtPortOne} />}
        {wordsOf(query).map((word) => (
          <Link
            key={word}
            href={listHref({ ...filter, query: word })}
            className={linkButtonStyle("secondary")}
          >
            {t("searchOnly", { text: word })}
          </Link>
        ))}
        {isNarrow && (
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

/** Links for more words would be a list of their own. */
const mostWords = 5;

/** Returns the words of a search of several, each of which can be searched alone. */
function wordsOf(query: string): string[] {
  const words = readSearch(query).alternatives.flat();
  return words.length > 1 && words.length <= mostWords ? words.map(({ typed }) => typed) : [];
}

/** Says as what the typed text was read, and what finds more. */
function Understood({ query, seesCustomers }: { query: string; seesCustomers: boolean }) {
  const t = useTranslations("paymentList");
  const { isSeveral, alternatives } = readSearch(query);
  const terms = alternatives.flat();
  const [first, second] = terms;
  const nameOf = ({ kind, typed, amount }: SearchTerm) =>
    t(`understood.${kind}`, { value: kind === "amount" ? (amount ?? 0).toLocaleString("en") : typed });
  if (first === undefined) return null;
  const advice = second === undefined ? first.kind : isSeveral ? "ids" : "words";
  const isOfCustomer = advice !== "ids" && advice !== "id" && advice !== "amount";
  return (
    <>
      <p>{t("understood.title", { terms: terms.map(nameOf).join(", ") })}</p>
      {(seesCustomers || !isOfCustomer || advice === "words") && <p>{t(`advice.${advice}`)}</p>}
      {isOfCustomer && !seesCustomers && <p>{t("onlyWholeCustomers")}</p>}
    </>
  );
}
