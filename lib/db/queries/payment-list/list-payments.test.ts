import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DeskDatabase } from "@/lib/db/client";
import { mergePayment } from "@/lib/db/payments/write-payments";
import type { Payment } from "@/lib/domain/payment/payment";
import {
  everyPayment,
  type PaymentFilter,
  readPaymentFilter,
  sortKeys,
} from "@/lib/domain/payment/payment-filter";
import { searchForm } from "@/lib/domain/payment/search-text";
import { openTestDatabase } from "@/tests/support/test-database";
import { testAmount, testCancellation, testMethod, testPayment } from "@/tests/support/test-payment";
import { listPayments, pagesOfPayments } from "./list-payments";
import { writePlace } from "./order";
import { suggestPayments } from "./payment-jumps";

let desk: DeskDatabase;
const now = Date.now();
const day = 86_400_000;

/** Stores a payment created at noon in Asia/Seoul `days` ago, with `overrides`. */
async function store(id: string, days: number, overrides: Partial<Payment> = {}): Promise<void> {
  const today = Math.floor((now + 9 * 3_600_000) / day) * day;
  const at = new Date(today - days * day + 3 * 3_600_000).toISOString();
  const payment = testPayment({
    id,
    requestedAt: at,
    paidAt: at,
    updatedAt: at,
    statusChangedAt: at,
    ...overrides,
  });
  await desk.db.transaction((tx) => mergePayment(tx, payment, {}, new Date()));
}

const costing = (total: number, cancelled = 0) => testAmount({ total, paid: total, cancelled });
const shinhan = {
  issuer: "SHINHAN_CARD",
  type: null,
  brand: null,
  ownerType: null,
  installment: null,
  pointUsed: null,
};
const mobile = testMethod({ type: "MOBILE", rawType: "PaymentMethodMobile" });
const channel = { type: "TEST", pgProvider: "KPN", pgMerchantId: null, name: null };

beforeAll(async () => {
  desk = await openTestDatabase();
  await store("card", 10, { amount: costing(30_000) });
  await store("dollars", 20, { currency: "USD", amount: costing(1_250) });
  await store("waiting", 3, { status: "READY", rawStatus: "READY", paidAt: null });
  await store("failed", 4, { status: "FAILED", rawStatus: "FAILED", paidAt: null, channel });
  await store("cancelled", 40, {
    status: "CANCELLED",
    rawStatus: "CANCELLED",
    amount: costing(10_000, 10_000),
    cancellations: [
      testCancellation({
        requestedAt: new Date(now - 2 * day - 5 * 3_600_000).toISOString(),
        cancelledAt: new Date(now - 2 * day).toISOString(),
      }),
    ],
  });
  await store("asked-back", 12, {
    cancellations: [
      testCancellation({ id: "asked", status: "REQUESTED", rawStatus: "REQUESTED", cancelledAt: null }),
    ],
  });
  await store("timeless", 13, {
    cancellations: [
      testCancellation({
        id: "timeless",
        requestedAt: new Date(now - 2 * day).toISOString(),
        cancelledAt: null,
      }),
    ],
  });
  await store("almost-a-year", 363);
  await store("mobile-of-old", 100, { method: mobile });
});
afterAll(() => desk.close());

const seoul = (daysAgo: number) => new Date(now - daysAgo * day + 9 * 3_600_000).toISOString().slice(0, 10);

async function ids(query: string): Promise<string[]> {
  const { filter, problems } = readPaymentFilter(new URLSearchParams(query));
  expect(problems).toEqual([]);
  return (await listPayments(desk.db, { filter, after: null, before: null, seesCustomers: true })).rows.map(
    ({ id }) => id,
  );
}

describe("the list shows only payments that", () => {
  test.each<[string, () => string, string[]]>([
    ["are in the tab", () => "tab=waiting", ["waiting"]],
    ["have one of the statuses", () => "status=READY,CANCELLED", ["waiting", "cancelled"]],
    ["were paid by the method", () => "method=MOBILE", ["mobile-of-old"]],
    ["were made through the PG", () => "pg=KPN,KSNET", ["failed"]],
    ["were made through a test channel", () => "channel=TEST", ["failed"]],
    ["are in the currency", () => "currency=USD", ["dollars"]],
    ["cost at least the amount, in their own currency", () => "min=20000", ["card"]],
    ["cost exactly the amount in dollars", () => "currency=USD&min=12.50&max=12.50", ["dollars"]],
    ["were created in the days", () => `from=${seoul(4)}&to=${seoul(3)}`, ["waiting", "failed"]],
    ["were paid in the days", () => `by=paid&from=${seoul(10)}`, ["card"]],
    ["were cancelled in the days", () => `by=cancelled&from=${seoul(3)}&to=${seoul(1)}`, ["cancelled"]],
    ["were cancelled within the duration", () => `by=cancelled&from=${seoul(3)}&took=day`, ["cancelled"]],
    ["were cancelled within another duration (none)", () => `by=cancelled&from=${seoul(3)}&took=hour`, []],
    ["were cancelled on another day (none)", () => `by=cancelled&from=${seoul(1)}&took=day`, []],
    ["were cancelled at an unknown time", () => `by=cancelled&from=${seoul(3)}&took=unknown`, ["timeless"]],
    [
      "were requested on another day, end unknown (none)",
      () => `by=cancelled&from=${seoul(1)}&took=unknown`,
      [],
    ],
    ["have a requested cancellation", () => "pending=1", ["asked-back"]],
    ["can be refunded only for a few days more", () => "soon=1", ["almost-a-year"]],
    [
      "meet all conditions at once",
      () => `status=PAID&channel=LIVE&max=10000&to=${seoul(50)}`,
      ["mobile-of-old", "almost-a-year"],
    ],
    ["meet contradictory conditions (none)", () => "tab=waiting&status=PAID", []],
  ])("%s", async (_, query, expected) => {
    expect(await ids(query())).toEqual(expected);
  });
});

test("a day begins at midnight in Seoul", async () => {
  await store("last-second", 0, { requestedAt: "2021-03-01T14:59:59.999Z", paidAt: null, status: "READY" });
  await store("next-day", 0, { requestedAt: "2021-03-01T15:00:00.000Z", paidAt: null, status: "READY" });
  expect(await ids("from=2021-03-01&to=2021-03-01")).toEqual(["last-second"]);
  expect(await ids("from=2021-03-02&to=2021-03-02")).toEqual(["next-day"]);
});

describe("every order", () => {
  beforeAll(async () => {
    // More than two pages, many of them alike.
    for (let n = 0; n < 60; n += 1)
      await store(`alike-${String(n).padStart(2, "0")}`, 200 + (n % 3), {
        amount: costing(5_000 + (n % 2)),
        ...(n % 4 === 0 ? { status: "FAILED", rawStatus: "FAILED", paidAt: null } : {}),
      });
  });

  const orders = sortKeys.flatMap((key) => [
    { key, direction: "asc" } as const,
    { key, direction: "desc" } as const,
  ]);
  test.each(orders)(
    "by $key, $direction: paging forwards, paging backwards and the export agree",
    async (sort) => {
      const filter: PaymentFilter = { ...everyPayment, sort };
      const seen: string[] = [];
      let page = await listPayments(desk.db, { filter, after: null, before: null, seesCustomers: true });
      expect(page.previous).toBeNull();
      const pages: string[][] = [];
      for (;;) {
        const some = page.rows.map(({ id }) => id);
        pages.push(some);
        seen.push(...some);
        if (page.next === null) break;
        page = await listPayments(desk.db, { filter, after: page.next, before: null, seesCustomers: true });
      }
      expect(seen).toHaveLength(new Set(seen).size);
      expect(seen).toHaveLength(page.counts.all.count);
      for (const some of pages.reverse().slice(1)) {
        page = await listPayments(desk.db, {
          filter,
          after: null,
          before: page.previous,
          seesCustomers: true,
        });
        expect(page.rows.map(({ id }) => id)).toEqual(some);
      }
      const exported: string[] = [];
      for await (const rows of pagesOfPayments(desk.db, { filter: filter, seesCustomers: true }, 7))
        exported.push(...rows.map(({ id }) => id));
      expect(exported).toEqual(seen);
    },
  );

  test("by amount never compares currencies", async () => {
    const found = await ids("sort=-amount");
    expect(found.slice(0, 2)).toEqual(["dollars", "card"]);
  });

  test("by deadline: the earliest deadline is first, payments without a deadline are last", async () => {
    const found = await ids("sort=deadline&tab=all&from=2024-01-01&status=PAID,READY");
    expect(found.slice(0, 2)).toEqual(["mobile-of-old", "almost-a-year"]);
  });
});

describe("search", () => {
  const first = "ord-20261101-0001";
  const second = "ord-20261101-0002";
  beforeAll(async () => {
    await store(first, 5, {
      orderName: "린넨 셔츠 100%",
      amount: costing(77_700),
      transactionId: "tx-Abc-900001",
      pgTxId: "pgtx_777",
      approvalNumber: "30012345",
      customer: { id: null, name: "김민준", email: "Minjun.Kim@example.com", phoneNumber: "010-9876-5432" },
    });
    await store(second, 6, {
      orderName: "Wool_coat \u{1F9E5}",
      currency: "USD",
      amount: costing(1_250_000),
      method: testMethod({ card: shinhan }),
      transactionId: "tx-Abc-900002",
      customer: { id: null, name: "김서연", email: null, phoneNumber: null },
      cancellations: [testCancellation({ id: "cancel-55", pgCancellationId: "pgc-55" })],
    });
  });

  async function find(query: string, more: Partial<PaymentFilter> = {}, seesCustomers = true) {
    const filter = { ...everyPayment, ...more, query };
    const page = await listPayments(desk.db, { filter, after: null, before: null, seesCustomers });
    return { ...page, ids: page.rows.map(({ id }) => id), named: page.named.map(({ id }) => id) };
  }

  test.each([
    ["part of the id", "1101-0001", [first]],
    ["two syllables of a name", "민준", [first]],
    ["an incomplete syllable", "김ㅁ", [first]],
    ["a family name that two customers share", "김", [first, second]],
    ["a part of the order name", "셔츠 100", [first]],
    ["an e-mail address in another letter case", "minjun.KIM@", [first]],
    ["a telephone number with hyphens", "010-9876-5432", [first]],
    ["the end of a telephone number", "5432", [first]],
    ["a telephone number with the country's code", "+82 10-9876-5432", [first]],
    ["a telephone number with dashes", "010–9876–5432", [first]],
    ["part of a transaction id", "abc-90000", [first, second]],
    ["part of a PG transaction id", "gtx_77", [first]],
    ["an amount", "77,700원", [first]],
    ["an amount in dollars", "$12,500", [second]],
    ["a wildcard of SQL", "100%", [first]],
    ["a literal underscore", "wool_co", [second]],
    ["an emoji", "\u{1F9E5}", [second]],
    ["the initial consonants of a name", "ㄱㅁㅈ", [first]],
    ["the initial consonants of an order and an amount", "ㄹㄴㅅ 77,700", [first]],
    ["the Korean name of the card's issuer", "신한카드", [second]],
    ["the English name of the card's issuer", "shinhan 서연", [second]],
    ["the issuer's name in two words", "Shinhan Card", [second]],
    ["the issuer's name without the word for a card", "신한", [second]],
    ["two words of different fields", "민준 셔츠", [first]],
    ["words in any order, one of them too short for the index", "셔츠 김 1", [first]],
    ["a name and an amount", "민준 77,700", [first]],
    ["a name and an amount in Korean units", "김민준 7만 7천7백원", [first]],
    ["a name and an amount in another currency", "김서연 12500", [second]],
    ["a name and the end of a telephone number", "5432 민준", [first]],
    ["two words of different payments (none)", "민준 wool", []],
    ["a name and another amount (none)", "민준 77,701", []],
    ["a telephone number with blanks", "010 9876 5432", [first]],
  ])("%s", async (_, query, ids) => {
    const found = await find(query);
    expect(found.ids).toEqual(ids);
    expect(found.named).toEqual([]);
    expect(found.counts.all).toEqual({ count: ids.length, atLeast: false });
  });

  test.each([
    ["the payment's own", first, first],
    ["the transaction's", "TX-abc-900001", first],
    ["the PG's", "pgtx_777", first],
    ["the approval's", "30012345", first],
    ["the cancellation's", "cancel-55", second],
    ["the PG's cancellation's", "pgc-55", second],
  ])("%s whole id finds the payment whatever the filter", async (_, query, id) => {
    const period = { of: "paid", from: "2020-01-01", to: "2020-01-02" } as const;
    const found = await find(query, { period, tab: "failed", methods: ["CRYPTO"] });
    expect(found.named).toEqual([id]);
    expect(found.ids).toEqual([]);
  });

  test("by several ids finds each, and searches for those that are no whole id", async () => {
    const both = await find(`${second} tx-abc-900001`);
    expect(both.named).toEqual([first, second]);
    expect(both.ids).toEqual([]);
    const one = await find(`${second} 1101-0001 ord-no-such-77`);
    expect(one.named).toEqual([]);
    const partly = await find(`${second} x20261101-0001 rd-20261101-0001`);
    expect([partly.named, partly.ids]).toEqual([[second], [first]]);
    expect(partly.missing).toEqual(["x20261101-0001"]);
    expect(partly.counts.all).toEqual({ count: 2, atLeast: false });
    expect(both.missing).toEqual([]);
  });

  test("by a telephone number shows it as stored, and by the id of a cancellation that id", async () => {
    const texts = async (query: string) => {
      const filter = { ...everyPayment, query };
      const page = await listPayments(desk.db, { filter, after: null, before: null, seesCustomers: true });
      return [...page.named, ...page.rows].flatMap(({ matches }) =>
        [...(matches?.contacts ?? []), ...(matches?.others ?? [])].map((parts) =>
          parts.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join(""),
        ),
      );
    };
    expect(await texts("민준 5432")).toEqual(["010-9876-[5432]"]);
    expect(await texts("cancel-55")).toEqual(["[cancel-55]"]);
    expect((await find("")).rows[0]?.matches).toBeNull();
  });

  test("by an id with a blank inside finds the whole id", async () => {
    const broken = await find("ord-2026 1101-0001", { tab: "failed" });
    expect([broken.named, broken.ids]).toEqual([[first], []]);
  });

  test("suggests payments by any part, customers by name and contact, and payments by the beginning of an id", async () => {
    const suggested = async (typed: string) => {
      const { jumps, customers, hasMore } = await suggestPayments(desk.db, { typed, seesCustomers: true });
      return [jumps.map(({ by, paymentId }) => `${by} ${paymentId}`), customers, hasMore];
    };
    const minjun = { name: "김민준", contact: null };
    expect(await suggested("ㄱㅁㅈ 77,700")).toEqual([[`text ${first}`], [minjun], false]);
    expect(await suggested("셔츠 5432")).toEqual([
      [`text ${first}`],
      [{ name: "김민준", contact: "010-9876-5432" }],
      false,
    ]);
    expect(await suggested("김ㅁ")).toEqual([[`text ${first}`], [minjun], false]);
    expect(await suggested("pgtx_777")).toEqual([[`other ${first}`], [], false]);
    expect((await suggested("ord-2026"))[0]).toEqual([`payment ${first}`, `payment ${second}`]);
  });

  describe("by a person who may not see customers' data", () => {
    const third = "ord-john";
    const fourth = "ord-mary";
    beforeAll(async () => {
      await store(third, 7, {
        orderName: "Scarf",
        customer: { id: null, name: "John A. \u200b Smith", email: null, phoneNumber: "+82 10-1111-2222" },
      });
      await store(fourth, 8, {
        orderName: "Hat",
        customer: { id: null, name: "Mary", email: null, phoneNumber: "+1 (415) 555-2671" },
      });
    });

    test.each([
      ["a whole name", "김민준", [first]],
      ["a whole name of several words", "john a. smith", [third]],
      ["a whole name and a part of the order name", "셔츠 김민준", [first]],
      ["a whole telephone number", "010-9876-5432", [first]],
      ["a whole telephone number with the country's code", "+82 10-9876-5432", [first]],
      ["a whole telephone number that is stored with the country's code", "010 1111 2222", [third]],
      ["a whole email address in another letter case", "minjun.KIM@example.com", [first]],
      ["a part of the order name", "셔츠 100", [first]],
      ["the initial consonants of the order name", "ㄹㄴㅅ 77,700", [first]],
      ["a part of the id and an amount", "1101-0001 77,700", [first]],
      ["a part of a name (none)", "민준", []],
      ["an incomplete syllable (none)", "김민주", []],
      ["a family name (none)", "김", []],
      ["the initial consonants of a name (none)", "ㄱㅁㅈ", []],
      ["one word of a name (none)", "smith", []],
      ["two of three words of a name (none)", "john a.", []],
      ["a part of a telephone number (none)", "9876-5432", []],
      ["the beginning of an email address (none)", "minjun.kim@", []],
      ["a whole name and a part of a telephone number (none)", "김민준 5432", []],
      ["a part of a name and of the order name (none)", "민준 셔츠", []],
      ["a whole telephone number abroad with blanks", "+1 415 555 2671", [fourth]],
      ["several whole telephone numbers as ids (none)", "821098765432 821011112222", []],
      ["whole values in one text (none)", "김민준minjun.kim@example.com", []],
    ])("%s", async (_, query, expected) => {
      const { ids, rows } = await find(query, {}, false);
      expect(ids).toEqual(expected);
      expect(JSON.stringify(rows)).not.toMatch(/김민준|Smith|9876|1111|minjun/i);
      const exported: string[] = [];
      const filter = { ...everyPayment, query };
      for await (const some of pagesOfPayments(desk.db, { filter, seesCustomers: false }))
        exported.push(...some.map(({ id }) => id));
      expect(exported).toEqual(expected);
    });

    test("shows masked names, and suggests no customers", async () => {
      const { rows, customers, jumps } = {
        ...(await find("김민준", {}, false)),
        ...(await suggestPayments(desk.db, { typed: "김민준", seesCustomers: false })),
      };
      expect(rows.map(({ customerName }) => customerName)).toEqual(["김*준"]);
      expect([jumps.map(({ customerName }) => customerName), customers]).toEqual([["김*준"], []]);
      const byId = await suggestPayments(desk.db, { typed: third, seesCustomers: false });
      expect(byId.jumps).toMatchObject([{ by: "payment", customerName: expect.stringMatching(/^J\*+h$/) }]);
    });

    test("a text of an earlier version, which does not tell customers' data apart, is not found", async () => {
      const text = [searchForm("old-order"), searchForm("구본승"), "01033334444"].join("\n");
      await store("ord-old", 9);
      await desk.db.execute(sql`update payments set search = ${text} where id = 'ord-old'`);
      for (const query of ["구본", "구본승", "3333", "old-order"])
        expect((await find(query, {}, false)).ids).toEqual([]);
      expect((await find("구본")).ids).toEqual(["ord-old"]);
    });

    test("an id that only a telephone number contains is missing", async () => {
      const { missing, ids } = await find("ord-no-such-77 98765432", {}, false);
      expect([missing, ids]).toEqual([["ord-no-such-77", "98765432"], []]);
    });
  });

  test("by a part of a name respects the rest of the filter", async () => {
    expect((await find("김", { currency: "USD" })).ids).toEqual([second]);
    expect((await find("김", { tab: "failed" })).ids).toEqual([]);
  });

  test("without matches returns nothing, and special characters do not break the query", async () => {
    for (const query of [
      "없는이름",
      `%_'"\\`,
      "\u{1F642}\u{1F642}",
      "x".repeat(200),
      "'; drop table payments",
    ])
      expect(await find(query)).toMatchObject({ ids: [], named: [] });
  });

  test("by a text too short for the index reports whole-only and still finds whole amounts", async () => {
    expect(await find("이")).toMatchObject({ ids: [], scan: { kind: "whole-only" } });
    await store("two-won", 400, { amount: costing(2) });
    expect(await find("2")).toMatchObject({ ids: ["two-won"], scan: { kind: "whole-only" } });
  });
});

test("a text of many payments, none among the newest, is found week by week in order to the end", async () => {
  const big = await openTestDatabase();
  try {
    await big.db.execute(sql`
      insert into payments (store_id, id, status, currency, total, cancelled, order_name, requested_at, status_changed_at,
        updated_at, synced_at, snapshot, raw, search, search_keys)
      select 'store-1', 'p-' || n, 'PAID', 'KRW', n, 0, 'x', at, at, at, at, '{}', '{}',
        case when n > 1800 then 'p-' || n || E'\\nABCDEF' else 'p-' || n end,
        array['week ' || floor(extract(epoch from at) / 604800)::int]
      from generate_series(1, 3000) as n, lateral (select '2026-11-01'::timestamptz - n * interval '1 hour') as made (at)`);
    const filter = { ...everyPayment, query: "가기" };
    const meant = searchForm("가기");
    await big.db.execute(sql`update payments set search = replace(search, 'ABCDEF', ${meant})`);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await listPayments(big.db, { filter, after, before: null, seesCustomers: true });
      seen.push(...page.rows.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(Array.from({ length: 1_200 }, (_, n) => `p-${1_801 + n}`));
  } finally {
    await big.close();
  }
});

test.each([
  ["a common and a rare word", "가기 나기", [7]],
  ["a common word and an amount", "가기 5997", [1_999]],
  ["a common word and an amount of several payments", "3천 가기", [1_000]],
  ["a common word and one that is too short for the index", "가기 q", [4]],
  ["a letter", "q", []],
  ["a syllable", "가", []],
  ["a sign", "-", []],
  ["two words that are too short for the index", "q .", []],
])("among more payments than are read at once, %s are found exactly", async (_, query, expected) => {
  const big = await openTestDatabase();
  try {
    await big.db.execute(sql`
      insert into payments (store_id, id, status, currency, total, cancelled, order_name, requested_at, status_changed_at,
        updated_at, synced_at, snapshot, raw, search, search_keys)
      select 'store-1', 'p-' || n, 'PAID', 'KRW', n * 3, 0, 'x', at, at, at, at, '{}', '{}',
        'p-' || n || E'\n' || ${searchForm("가기")}::text || case n when 7 then ${searchForm("나기")}::text when 4 then 'q' else '' end,
        array['week ' || floor(extract(epoch from at) / 604800)::int, 'total KRW ' || n * 3]
      from generate_series(1, 2000) as n, lateral (select '2026-11-01'::timestamptz - n * interval '9 hours') as made (at)`);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await listPayments(big.db, {
        filter: { ...everyPayment, query },
        after,
        before: null,
        seesCustomers: true,
      });
      seen.push(...page.rows.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(expected.map((n) => `p-${n}`));
  } finally {
    await big.close();
  }
});

test.each([
  [true, Array.from({ length: 2_000 }, (_, n) => `p-${n + 1}`)],
  [false, ["p-7", "p-1999"]],
])(
  "among many payments with a part of the name, a person who sees customers (%s) finds all",
  async (seesCustomers, expected) => {
    const big = await openTestDatabase();
    try {
      await big.db.execute(sql`
      insert into payments (store_id, id, status, currency, total, cancelled, order_name, requested_at, status_changed_at,
        updated_at, synced_at, snapshot, raw, search, search_keys)
      select 'store-1', 'p-' || n, 'PAID', 'KRW', n * 3, 0, 'x', at, at, at, at, '{}', '{}',
        'p-' || n || E'\n\u0001' || case when n in (7, 1999) then ${searchForm("가기")}::text else ${searchForm("가기나")}::text end,
        array['week ' || floor(extract(epoch from at) / 604800)::int, 'total KRW ' || n * 3]
      from generate_series(1, 2000) as n, lateral (select '2026-11-01'::timestamptz - n * interval '9 hours') as made (at)`);
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const filter = { ...everyPayment, query: "가기" };
        const page = await listPayments(big.db, { filter, after, before: null, seesCustomers });
        seen.push(...page.rows.map(({ id }) => id));
        after = page.next;
      } while (after !== null);
      expect(seen).toEqual(expected);
    } finally {
      await big.close();
    }
  },
);

describe("more payments of an earlier day than are read at once, in order of creation", () => {
  // 720 payments per day on seven days. One in fifty was created a day before its payment, one in forty paid by mobile phone.
  const made = sql`
    insert into payments (store_id, id, status, method_type, currency, total, cancelled, order_name, requested_at, paid_at,
      status_changed_at, updated_at, synced_at, snapshot, raw, search, search_keys)
    select 'store-1', 'p-' || n, 'PAID', case when n % 40 = 0 then 'MOBILE' else 'CARD' end, 'KRW', n, 0, 'x',
      paid - case when n % 50 = 0 then interval '1 day' else interval '1 second' end, paid, paid, paid, paid, '{}', '{}', '', '{}'
    from generate_series(0, 5039) as n, lateral (select '2026-10-01T00:00:01+09'::timestamptz + n * interval '2 minutes') as at (paid)`;

  test.each<[string, Partial<PaymentFilter>]>([
    ["newest first", {}],
    ["oldest first", { sort: { key: "created", direction: "asc" } }],
    ["of one method", { methods: ["MOBILE"] }],
    ["of an empty tab", { tab: "failed" }],
  ])("%s: pages to the end return each payment once", async (name, more) => {
    const big = await openTestDatabase();
    try {
      await big.db.execute(made);
      const period = { of: "paid", from: "2026-10-04", to: "2026-10-04" } as const;
      const filter: PaymentFilter = { ...everyPayment, period, ...more };
      const pages: string[][] = [];
      let after: string | null = null;
      do {
        const page = await listPayments(big.db, { filter, after, before: null, seesCustomers: true });
        pages.push(page.rows.map(({ id }) => id));
        after = page.next;
      } while (after !== null);
      const { rows } = await big.db.execute(sql`
        select id from payments where paid_at >= '2026-10-04T00:00:00+09' and paid_at < '2026-10-05T00:00:00+09'
          and ${more.methods === undefined ? sql`true` : sql`method_type = 'MOBILE'`} and ${more.tab === undefined ? sql`true` : sql`false`}
        order by requested_at ${filter.sort.direction === "asc" ? sql`asc` : sql`desc`}, id`);
      expect(pages.flat()).toEqual(rows.map(({ id }) => id));
      if (name === "newest first") expect(pages[0]).toHaveLength(25);
    } finally {
      await big.close();
    }
  });
});

test.each([
  ["of another list", JSON.stringify({ list: "refunds", at: "2026-01-01T00:00:00Z", id: "x" })],
  ["of unreadable text", "\u0000\uffff"],
  ["of the year 0", place({ values: ["0000-01-01 00:00:00"] })],
  ["of a month that does not exist", place({ values: ["2026-13-01 00:00:00"] })],
  ["with a character that ids cannot contain", place({ id: "\u0000" })],
  ["of another order", Buffer.from(otherOrder(), "base64url").toString()],
  ["without values", place({ values: [] })],
])("a cursor %s returns the first page", async (_, text) => {
  const request = {
    filter: everyPayment,
    after: Buffer.from(text).toString("base64url"),
    before: null,
    seesCustomers: true,
  };
  const first = await listPayments(desk.db, { ...request, after: null, seesCustomers: true });
  expect(await listPayments(desk.db, request)).toEqual(first);
});

function place(other: object): string {
  const whole = { list: "payments", sort: "created:desc", key: "created", values: ["2021-01-01 00:00:00"] };
  return JSON.stringify({ ...whole, storeId: "store-1", id: "x", ...other });
}

function otherOrder(): string {
  const at = { key: "created" as const, values: ["2021-01-01 00:00:00"], storeId: "store-1", id: "x" };
  return writePlace({ key: "created", direction: "asc" }, at);
}
