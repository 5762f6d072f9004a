import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { RefundFilterNames } from "@/components/refunds/filter-bar";
import { RefundList } from "@/components/refunds/refund-list";
import { page } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { countFailedPayouts, failedPayoutList } from "@/lib/db/queries/failed-payouts";
import { currenciesOf, paymentKinds } from "@/lib/db/queries/payment-list/kinds";
import { listRefunds, peopleOfRefunds } from "@/lib/db/queries/refund-list";
import { listReasons } from "@/lib/db/settings/read-reasons";
import { signInPath } from "@/lib/domain/next-path";
import { may } from "@/lib/domain/people/permissions";
import { noReason, readRefundFilter } from "@/lib/domain/refund/refund-filter";
import { cleanQuery } from "@/lib/domain/text-input";
import { refundTabs } from "@/lib/domain/views/refund-list";
import { one } from "../../address";
import { densityOfBrowser } from "../../appearance";
import { setDisplay } from "../../preferences";
import { handleRefundAction } from "./actions";

type Search = Promise<Record<string, string | string[] | undefined>>;
const maxQueryLength = 200;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("refunds"))("title") };
}

export default async function RefundsPage({ searchParams }: { searchParams: Search }) {
  const actor = await page("payments:read");
  const params = await searchParams;
  const { db } = appContext().database;
  const readAt = Date.now();
  const kinds = await paymentKinds(db);
  const names = {
    people: await peopleOfRefunds(db),
    reasons: await listReasons(db),
    pgs: [...new Set(kinds.map(({ pg }) => pg))].filter(Boolean).sort(),
    currencies: currenciesOf(kinds),
  };
  const { filter, ignored } = known(readRefundFilter(params), names);
  const list = await listRefunds(db, {
    tab: refundTabs.find((tab) => tab === one(params.tab)) ?? "all",
    query: cleanQuery(one(params.q).slice(0, maxQueryLength)),
    filter,
    after: one(params.after) || null,
    before: one(params.before) || null,
  });
  const failedPayouts = { rows: await failedPayoutList(db), count: await countFailedPayouts(db) };
  return (
    <RefundList
      page={list}
      names={names}
      ignored={ignored}
      readAt={readAt}
      handle={may(actor.role, "refunds:request") ? handleRefundAction : null}
      signInHref={signInPath("/refunds")}
      mayExport={may(actor.role, "payments:export")}
      display={{ density: await densityOfBrowser(), columns: null, setDisplay }}
      failedPayouts={failedPayouts}
    />
  );
}

/** Leaves out a reason that is not on the list, and names it as not understood. */
function known({ filter, ignored }: ReturnType<typeof readRefundFilter>, { reasons }: RefundFilterNames) {
  const { reason } = filter;
  if (reason === null || reason === noReason || reasons.some(({ code }) => code === reason))
    return { filter, ignored };
  return { filter: { ...filter, reason: null }, ignored: [...ignored, "reason" as const] };
}
