// The list of payments, rendered on the server. State and search live in the address; paging is by keyset.
import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { linkButtonStyle } from "@/components/ui/button-style";
import { Callout } from "@/components/ui/callout";
import { CountOf } from "@/components/ui/count-of";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeading } from "@/components/ui/page-heading";
import { type PaymentListPage, paymentTabs } from "@/lib/domain/views";
import { listHref } from "./addresses";
import { PaymentListEmpty } from "./payment-list-empty";
import { PaymentSearch } from "./payment-search";
import { PaymentTable } from "./payment-table";
import { PullAgain } from "./pull-again";
import { PullNotice } from "./pull-notice";

type PaymentListProps = {
  page: PaymentListPage;
  /** null for people who may only look. */
  pullAgain: (() => Promise<void>) | null;
  /** PortOne is set to a version of webhooks that says too little. */
  oldWebhooks: boolean;
};

export function PaymentList({ page, pullAgain, oldWebhooks }: PaymentListProps) {
  const t = useTranslations("payments");
  const { rows, tab, query, counts } = page;
  return (
    <>
      <PageHeading title={t("title")}>
        <PaymentSearch query={query} />
      </PageHeading>
      {oldWebhooks && (
        <div className="mb-4">
          <Callout kind="warn" title={t("oldWebhooks")}>
            {t("oldWebhooksNext")}
          </Callout>
        </div>
      )}
      <PullNotice pull={page.pull} anyRows={rows.length > 0} />
      <LinkTabs
        label={t("tabs")}
        tabs={paymentTabs.map((key) => ({
          key,
          href: listHref({ tab: key, query }),
          label: t(`tab.${key}`),
          count: <CountOf of={counts[key]} />,
          current: key === tab,
        }))}
      />
      <div className="mt-3 overflow-hidden rounded-lg border border-line bg-surface shadow-card">
        {rows.length === 0 ? <PaymentListEmpty page={page} /> : <PaymentTable rows={rows} />}
      </div>
      <Paging page={page} />
      {pullAgain && <PullAgain pull={page.pull} pullAgain={pullAgain} />}
    </>
  );
}

function Paging({ page }: { page: PaymentListPage }) {
  const t = useTranslations("payments");
  const { tab, query, next, previous } = page;
  if (next === null && previous === null) return null;
  const style = linkButtonStyle("secondary");
  return (
    <nav aria-label={t("pages")} className="mt-4 flex justify-between gap-2">
      {previous ? (
        <Link href={listHref({ tab, query, before: previous })} className={style} rel="prev">
          <ChevronLeft className="size-4" aria-hidden="true" />
          {t("newer")}
        </Link>
      ) : (
        <span />
      )}
      {next && (
        <Link href={listHref({ tab, query, after: next })} className={style} rel="next">
          {t("older")}
          <ChevronRight className="size-4" aria-hidden="true" />
        </Link>
      )}
    </nav>
  );
}
