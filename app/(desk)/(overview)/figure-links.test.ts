// Every figure of the overview is a link. Its list has exactly as many rows, and adds up to exactly the same money.
import { NextIntlClientProvider } from "next-intl";
import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OverviewDivisions, OverviewFigures } from "@/components/overview/overview-figures";
import { sumsBetween, todayInSeoul } from "@/lib/db/queries/overview";
import { listPayments } from "@/lib/db/queries/payment-list/list-payments";
import { paymentSums } from "@/lib/db/queries/payment-list/sums";
import { listRefunds } from "@/lib/db/queries/refund-list";
import { listReasons } from "@/lib/db/settings/read-reasons";
import { readPaymentFilter } from "@/lib/domain/payment/payment-filter";
import { readRefundFilter } from "@/lib/domain/refund/refund-filter";
import { type OverviewMonth, overviewDays, overviewMonth, overviewOf } from "@/lib/domain/views/overview";
import { requestRefund } from "@/lib/refunds/request-refund";
import { pullUntilDone } from "@/lib/sync/pull-payments";
import messages from "@/messages/ko.json";
import { fullRefund, openTestDesk, operator, type TestDesk } from "@/tests/support/test-desk";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk({ payments: "realistic" });
  // First read when PortOne no longer shows what was charged.
  const { control } = desk.sandbox;
  control.setSwitches({ amountsShrink: true });
  control.cancelInConsole(control.createPayment({ total: 9_000, discount: 1_000 }).id);
  await pullUntilDone(desk);
  control.setSwitches({ amountsShrink: false });
  for (const reasonCode of ["CHANGE_OF_MIND", "DEFECTIVE"]) {
    const payment = desk.sandbox.control.createPayment({ total: 7_000 });
    await requestRefund(desk, operator, fullRefund(payment, { reasonCode }));
  }
}, 60_000);
afterAll(() => desk.close());

const db = () => desk.database.db;

type Figure = { href: string; count: number; sum: number; of: "sum" | "points" };
type Shown = { currency: string; test: boolean };

function InKorean({ children }: { children?: ReactNode }) {
  return NextIntlClientProvider({ locale: "ko", messages, timeZone: "Asia/Seoul", children });
}

async function figuresOf(month: OverviewMonth, isTest: boolean): Promise<(Figure & Shown)[]> {
  const reasons = await listReasons(db());
  const { currencies } = overviewOf(await sumsBetween(db(), overviewDays(month)), month, isTest);
  return currencies.flatMap((overview) => {
    const props = { overview, reasons, test: isTest, month };
    const html = renderToStaticMarkup(
      createElement(
        InKorean,
        null,
        createElement(OverviewFigures, props),
        createElement(OverviewDivisions, props),
      ),
    );
    const links = [...html.matchAll(/<a [^>]*>/g)].map(([link]) => {
      const value = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(link)?.[1];
      const of = value("data-points") === undefined ? ("sum" as const) : ("points" as const);
      return {
        href: value("href")?.replaceAll("&amp;", "&") ?? "",
        count: Number(value("data-count")),
        sum: Number(value(`data-${of}`)),
        of,
      };
    });
    const distinct = new Map(links.map((link) => [JSON.stringify(link), link]));
    return [...distinct.values()].map((link) => ({ ...link, currency: overview.currency, test: isTest }));
  });
}

/** Returns what the list of a link says of itself. A list of one figure has one currency, and TEST or other channels. */
async function listOf({ href, of, currency, test: isTest }: Figure & Shown) {
  const { pathname, searchParams } = new URL(href, "http://desk");
  const page = { after: null, before: null };
  const seesCustomers = true;
  if (pathname === "/payments") {
    const { filter, problems } = readPaymentFilter(searchParams);
    expect(problems).toEqual([]);
    const sums = await paymentSums(db(), filter);
    const total = (sums ?? []).reduce((count, sum) => count + sum.count, 0);
    const { rows, next } = await listPayments(db(), { filter, ...page, seesCustomers });
    if (next === null) expect(rows.length).toBe(total);
    return (sums ?? []).map(({ charged, ...sum }) => ({ ...sum, sum: charged }));
  }
  expect(pathname).toBe("/refunds");
  const { filter, ignored } = readRefundFilter(searchParams);
  expect(ignored).toEqual([]);
  const { sums, rows, next } = await listRefunds(db(), { tab: "all", query: "", filter, ...page });
  const total = (sums ?? []).reduce((count, sum) => count + sum.count, 0);
  if (next === null) expect(rows.length).toBe(total);
  expect((sums ?? []).every((sum) => sum.test === isTest && sum.currency === currency)).toBe(true);
  return (sums ?? []).map(({ done, ...sum }) => ({ ...sum, sum: of === "sum" ? done.money : done.points }));
}

test.each([false, true])(
  "every figure equals its list (TEST channels: %s)",
  async (isTest) => {
    const today = await todayInSeoul(db());
    let month = overviewMonth("", today);
    let compared = 0;
    const unknown = new Set<string>();
    for (let back = 0; back < 6; back += 1, month = overviewMonth(month.before, today))
      for (const figure of await figuresOf(month, isTest)) {
        const list = await listOf(figure);
        const shown = list.map(({ test, currency, count, sum }) => ({ test, currency, count, sum }));
        const { count, sum, currency } = figure;
        expect(shown, figure.href).toEqual(count === 0 ? [] : [{ test: isTest, currency, count, sum }]);
        compared += 1;
        for (const name of ["unknown=1", "only=unknown"]) if (figure.href.includes(name)) unknown.add(name);
      }
    expect(compared).toBeGreaterThan(20);
    if (!isTest) expect(unknown).toEqual(new Set(["unknown=1", "only=unknown"]));
  },
  60_000,
);
