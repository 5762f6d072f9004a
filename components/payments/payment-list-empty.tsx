// Why there is nothing in the list, and what to do about it.
import { Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { linkButtonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { isNarrowed } from "@/lib/domain/payment-filter";
import type { PaymentListPage, PullProgress } from "@/lib/domain/views";
import { listHref } from "./addresses";
import { paymentHref } from "./payment-href";

const pullWords: Record<PullProgress["state"], "never" | "running" | "none"> = {
  never: "never",
  running: "running",
  // What failed is said by the notice above the list.
  failed: "never",
  done: "none",
};

export function PaymentListEmpty({ page }: { page: Pick<PaymentListPage, "filter" | "pull"> }) {
  const t = useTranslations("payments");
  const { filter, pull } = page;
  const { query, tab } = filter;
  if (query !== "") {
    return (
      <EmptyState
        icon={<SearchX className="size-8" />}
        title={t("noMatchTitle", { query })}
        body={t("noMatchBody")}
      >
        <Link href={paymentHref(query)} prefetch={false} className={linkButtonStyle("primary")}>
          {t("askPortOne")}
        </Link>
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
        title={t("noneUnderFilterTitle")}
        body={t("noneUnderFilterBody")}
      >
        <Link href={listHref()} className={linkButtonStyle("secondary")}>
          {t("clearAll")}
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
  const words = pullWords[pull.state];
  return (
    <EmptyState
      icon={<Inbox className="size-8" />}
      title={t(`${words}Title`)}
      body={t(`${words}Body`, { count: pull.pulled.toLocaleString("en") })}
    />
  );
}
