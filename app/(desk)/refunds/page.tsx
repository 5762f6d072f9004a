import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { RefundList } from "@/components/refunds/refund-list";
import { page } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { countFailedPayouts, failedPayoutList } from "@/lib/db/queries/failed-payouts";
import { listRefunds } from "@/lib/db/queries/refund-list";
import { listReasons } from "@/lib/db/settings/read-reasons";
import { signInPath } from "@/lib/domain/next-path";
import { may } from "@/lib/domain/people/permissions";
import { cleanQuery } from "@/lib/domain/text-input";
import { noReason, refundTabs } from "@/lib/domain/views/refund-list";
import { one } from "../../address";
import { densityOfBrowser } from "../../appearance";
import { setDisplay } from "../../preferences";
import { handleRefundAction } from "./actions";

type Search = Promise<Record<"tab" | "q" | "reason" | "after" | "before", string | string[] | undefined>>;
const maxQueryLength = 200;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("refunds"))("title") };
}

export default async function RefundsPage({ searchParams }: { searchParams: Search }) {
  const actor = await page("payments:read");
  const params = await searchParams;
  const { db } = appContext().database;
  const readAt = Date.now();
  const { code = null, name = null } = await reasonOf(one(params.reason));
  const list = await listRefunds(db, {
    tab: refundTabs.find((known) => known === one(params.tab)) ?? "all",
    query: cleanQuery(one(params.q).slice(0, maxQueryLength)),
    reason: code,
    after: one(params.after) || null,
    before: one(params.before) || null,
  });
  const failedPayouts = { rows: await failedPayoutList(db), count: await countFailedPayouts(db) };
  return (
    <RefundList
      page={list}
      reasonName={list.reason && name}
      isReasonUnknown={one(params.reason) !== "" && code === null}
      readAt={readAt}
      handle={may(actor.role, "refunds:request") ? handleRefundAction : null}
      signInHref={signInPath("/refunds")}
      mayExport={may(actor.role, "payments:export")}
      display={{ density: await densityOfBrowser(), columns: null, setDisplay }}
      failedPayouts={failedPayouts}
    />
  );
}

async function reasonOf(chosen: string): Promise<{ code?: string; name?: string }> {
  if (chosen === noReason) return { code: noReason, name: (await getTranslations("overview"))("noReason") };
  const reason = (await listReasons(appContext().database.db)).find(({ code }) => code === chosen);
  if (reason === undefined) return {};
  return { code: reason.code, name: (await getLocale()) === "ko" ? reason.ko : reason.en };
}
