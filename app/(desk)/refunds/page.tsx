import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { RefundList } from "@/components/worklists/refund-list";
import { page } from "@/lib/auth/entry";
import { countFailedPayouts, failedPayoutList } from "@/lib/db/queries/failed-payouts";
import { listRefunds } from "@/lib/db/queries/refund-list";
import { listedReasons } from "@/lib/db/queries/refund-reasons";
import { desk } from "@/lib/desk";
import { may } from "@/lib/domain/actor";
import { refundTabs } from "@/lib/domain/worklist";
import { one } from "../../address";
import { densityOfBrowser } from "../../appearance";
import { setDisplay } from "../../preferences";
import { handleRefund } from "./actions";

type Search = Promise<Record<"tab" | "q" | "reason" | "after" | "before", string | string[] | undefined>>;
const longestQuery = 200;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("refunds"))("title") };
}

export default async function RefundsPage({ searchParams }: { searchParams: Search }) {
  const actor = await page("payments:read");
  const asked = await searchParams;
  const { db } = desk().database;
  const readAt = Date.now();
  const reason = (await listedReasons(db)).find(({ code }) => code === one(asked.reason)) ?? null;
  const list = await listRefunds(db, {
    tab: refundTabs.find((known) => known === one(asked.tab)) ?? "all",
    query: one(asked.q).trim().slice(0, longestQuery),
    reason: reason?.code ?? null,
    after: one(asked.after) || null,
    before: one(asked.before) || null,
  });
  const failedPayouts = { rows: await failedPayoutList(db), count: await countFailedPayouts(db) };
  return (
    <RefundList
      page={list}
      reasonName={list.reason && reason && ((await getLocale()) === "ko" ? reason.ko : reason.en)}
      isReasonUnknown={one(asked.reason) !== "" && reason === null}
      readAt={readAt}
      handle={may(actor.role, "refunds:request") ? handleRefund : null}
      signInHref="/sign-in?next=/refunds"
      display={{ density: await densityOfBrowser(), columns: null, setDisplay }}
      failedPayouts={failedPayouts}
    />
  );
}
