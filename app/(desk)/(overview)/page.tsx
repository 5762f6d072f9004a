import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OverviewPage } from "@/components/overview/overview-page";
import { page } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { sumsBetween, todayInSeoul, waitingNow } from "@/lib/db/queries/overview";
import { listReasons } from "@/lib/db/settings/read-reasons";
import { overviewDays, overviewMonth, overviewOf } from "@/lib/domain/views/overview";
import { one } from "../../address";

type Search = Promise<Record<"month" | "currency" | "test", string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function HomePage({ searchParams }: { searchParams: Search }) {
  await page("payments:read");
  const readAt = Date.now();
  const params = await searchParams;
  const { db } = appContext().database;
  const test = one(params.test) === "1";
  const month = overviewMonth(one(params.month), await todayInSeoul(db));
  return (
    <OverviewPage
      sums={overviewOf(await sumsBetween(db, overviewDays(month)), month, test)}
      waiting={await waitingNow(db)}
      reasons={await listReasons(db)}
      currency={one(params.currency) || null}
      test={test}
      month={month}
      readAt={readAt}
    />
  );
}
