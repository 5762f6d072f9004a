// Makes the data: payments over fourteen months in the order in which a desk would have stored them, a fifth of them
// cancelled fully or partly, with names, orders, addresses and methods as common as in a shop. All values derive from the
// payment's number, so that two runs make the same data. Indexes are created after the rows, in a tenth of the time.
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { derived } from "@/lib/db/payments/derived-columns";
import { orderAmount } from "@/lib/domain/amounts";
import { noPaymentExtras, type Payment, type PaymentStatus } from "@/lib/domain/payment/payment";
import { type MethodType, noMethodDetails } from "@/lib/domain/payment/payment-method";
import { personalMark } from "@/lib/domain/payment/search-text";
import { print } from "@/scripts/steps";

const step = 2_000;
const lot = 20_000;
const storeId = "store-bench";
const span = 425 * 86_400_000;

/**
 * Fills an empty, migrated database with `count` payments, the newest made at `now`. The first lot is generated row by
 * row; the other lots are copies of it with their own ids, numbers and times.
 */
export async function makePayments(db: Database, count: number, now: Date): Promise<void> {
  const { rows } = await db.execute(sql`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename in ('payments', 'cancellations') and indexname not like '%\\_pk'`);
  await withoutTimeout(db, [
    ...rows.map(({ name }) => sql.raw(`drop index "${name}"`)),
    ...tables.map((table) => sql.raw(`alter table ${table} disable trigger user`)),
  ]);
  const spacing = span / count;
  const first = new Date(now.getTime() - span);
  for (let start = 0; start < Math.min(lot, count); start += step) {
    const payments = Array.from({ length: Math.min(step, count - start) }, (_, n) =>
      paymentOf(start + n, new Date(first.getTime() + Math.round(spacing * (start + n)))),
    );
    await withoutTimeout(db, [insertPayments(payments), insertCancellations(payments)]);
  }
  for (let start = lot; start < count; start += lot) {
    const later = spacing * start;
    await withoutTimeout(db, [copyPayments(start, later), copyCancellations(start, later)]);
    if ((start + lot) % 100_000 === 0) print(`  ${(start + lot).toLocaleString("en")} payments`);
  }
  for (const { name, definition } of rows) {
    await withoutTimeout(db, [sql.raw(String(definition))]);
    print(`  ${name}`);
  }
  await withoutTimeout(db, [
    ...tables.map((table) => sql.raw(`alter table ${table} enable trigger user`)),
    sql`insert into daily_sums (day, test, currency, measure, key, count, amount)
      select day, test, currency, measure, key, count(*), sum(amount) from (
        select day, test, currency, measure, key, amount from counted_payments
        union all
        select day, test, currency, measure, key, amount from counted_cancellations
      ) as counted group by day, test, currency, measure, key`,
  ]);
  for (const table of [...tables, "daily_sums"]) await db.execute(sql.raw(`vacuum (analyze) ${table}`));
}

const tables = ["payments", "cancellations"] as const;
/** SQL for a payment's number within the first lot: the last part of its id. */
const own = sql`right(id, 7)::int`;
const copyOf = (start: number, id = sql`id`) => sql`(right(${id}, 7)::int + ${start}::int)`;
const copiedId = (start: number, id = sql`id`) => sql`'ord-c' || lpad(${copyOf(start, id)}::text, 14, '0')`;

function copyPayments(start: number, later: number): SQL {
  const shift = sql`${later}::float8 * interval '1 millisecond'`;
  const drawn = (salt: string) => sql`md5(${copyOf(start)}::text || ${salt}::text)`;
  const phone = sql`'010' || lpad((${own}::bigint * 7919 + ${start}::bigint * 104729)::text, 8, '0')`;
  // After the five lines of the payment's own texts: initials and issuer, and the customer's lines.
  const rest = sql`regexp_replace(regexp_replace(search, '^([^\n]*\n){5}', ''),
    ${`${personalMark}[0-9]{9,11}`}::text, ${personalMark}::text || right(${phone}, 11))`;
  return sql`
    insert into payments (store_id, id, status, method_type, pg_provider, channel_type, currency, total, cancelled,
      charged, cancelled_order, money_back, order_name, customer_name, customer_id, customer_phone, customer_email,
      search, search_keys, refundable_until,
      requested_at, paid_at, status_changed_at, updated_at, synced_at, snapshot, raw)
    select store_id, ${copiedId(start)}, status, method_type, pg_provider, channel_type, currency, total, cancelled,
      charged, cancelled_order, money_back, order_name, customer_name, customer_id, right(${phone}, 11), customer_email,
      concat_ws(E'\n', ${copiedId(start)}, split_part(search, E'\n', 2), ${drawn("t")}, 'pg' || ${drawn("p")},
        lpad((${copyOf(start)}::bigint * 7919 % 100000000)::text, 8, '0'), ${rest}),
      array['week ' || floor(extract(epoch from requested_at + ${shift}) / 604800)::int, 'id ' || ${drawn("t")},
        'id pg' || ${drawn("p")}, 'total ' || currency || ' ' || total],
      refundable_until + ${shift}, requested_at + ${shift}, paid_at + ${shift}, status_changed_at + ${shift},
      updated_at + ${shift}, synced_at, snapshot, raw
    from payments where id like 'ord-2%' order by requested_at`;
}

function copyCancellations(start: number, later: number): SQL {
  const shift = sql`${later}::float8 * interval '1 millisecond'`;
  return sql`
    insert into cancellations (store_id, payment_id, id, status, raw_status, pg_cancellation_id, total_amount,
      order_amount, money_back, tax_free_amount, vat_amount, reason, requested_at, cancelled_at, poll_at)
    select store_id, copy, 'cancel-' || md5(copy), status, raw_status, 'pgc-' || md5(copy), total_amount,
      order_amount, money_back, tax_free_amount, vat_amount, reason, requested_at + ${shift}, cancelled_at + ${shift}, poll_at + ${shift}
    from cancellations, lateral (select ${copiedId(start, sql`payment_id`)} as copy) as named
    where payment_id like 'ord-2%'`;
}

/** Runs statements without the timeout of the desk's queries: making data may take longer. */
async function withoutTimeout(db: Database, statements: SQL[]): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.execute(sql`set local maintenance_work_mem = '512MB'`);
    for (const statement of statements) await tx.execute(statement);
  });
}

const families = [..."김이박최정강조윤장임한오서신권황안송류홍"];
const given = [..."민서지준현우수영은하도윤예주성재진희연호태경정아유선승원혜나"];
const goods = [
  "린넨 셔츠",
  "울 코트",
  "청바지",
  "운동화",
  "가죽 지갑",
  "머그컵",
  "원두 1kg",
  "요가 매트",
  "무선 이어폰",
  "책상 조명",
];
const methods: readonly MethodType[] = [
  "CARD",
  "CARD",
  "CARD",
  "CARD",
  "EASY_PAY",
  "EASY_PAY",
  "TRANSFER",
  "VIRTUAL_ACCOUNT",
  "MOBILE",
];
const issuers = ["SHINHAN_CARD", "SAMSUNG_CARD", "HYUNDAI_CARD", "KOOKMIN_CARD", "LOTTE_CARD"];
const noCard = { type: null, brand: null, ownerType: null, installment: null, pointUsed: null };
const pgs = [
  "TOSSPAYMENTS",
  "TOSSPAYMENTS",
  "TOSSPAYMENTS",
  "KCP_V2",
  "NICE_V2",
  "INICIS_V2",
  "KAKAOPAY",
  "NAVERPAY",
];

function paymentOf(n: number, at: Date): Payment {
  const drawn = (salt: number, of: number) => hash(n, salt) % of;
  const pick = <One>(salt: number, of: readonly One[]) => of[drawn(salt, of.length)] as One;
  const status: PaymentStatus =
    n % 10 === 0
      ? "CANCELLED"
      : n % 10 === 5
        ? "PARTIAL_CANCELLED"
        : n % 97 === 1
          ? "FAILED"
          : n % 211 === 2
            ? "READY"
            : "PAID";
  const isForeign = drawn(14, 50) === 0;
  const total = isForeign ? 500 + drawn(10, 30_000) : 1_000 * (1 + drawn(10, 300));
  const cancelled =
    status === "CANCELLED" ? total : status === "PARTIAL_CANCELLED" ? Math.floor(total / 2) : 0;
  const isPaid = status !== "FAILED" && status !== "READY";
  const type = pick(2, methods);
  const instant = at.toISOString();
  const phone = `010-${digits(drawn(7, 10_000), 4)}-${digits(drawn(8, 10_000), 4)}`;
  return {
    ...noPaymentExtras,
    id: `ord-${instant.slice(0, 10).replaceAll("-", "")}-${digits(n, 7)}`,
    storeId,
    transactionId: `${hex(n, 21)}-${hex(n, 22).slice(0, 4)}-${hex(n, 23)}${hex(n, 24)}`,
    pgTxId: `pg${hex(n, 25)}${hex(n, 26)}`,
    approvalNumber: digits(drawn(9, 100_000_000), 8),
    version: "V2",
    status,
    rawStatus: status,
    channel: {
      type: drawn(15, 200) === 0 ? "TEST" : "LIVE",
      pgProvider: pick(3, pgs),
      pgMerchantId: "mid-1",
      name: "기본 채널",
    },
    method: {
      type,
      rawType: `PaymentMethod${type}`,
      provider: null,
      maskedNumber: "53658290****123*",
      ...noMethodDetails,
      card: type === "CARD" ? { ...noCard, issuer: pick(16, issuers) } : null,
    },
    orderName: `${pick(4, goods)} ${drawn(5, 400)}`,
    currency: isForeign ? "USD" : "KRW",
    amount: {
      total: orderAmount(total),
      taxFree: 0,
      vat: null,
      supply: null,
      discount: 0,
      paid: isPaid ? total : 0,
      cancelled,
      cancelledTaxFree: 0,
    },
    customer: {
      id: `customer-${drawn(6, 300_000)}`,
      name: `${pick(11, families)}${pick(12, given)}${pick(13, given)}`,
      email: `user${drawn(6, 300_000)}@example.com`,
      phoneNumber: phone,
    },
    promotionId: null,
    hasUnresolvedDispute: false,
    requestedAt: instant,
    paidAt: isPaid ? new Date(at.getTime() + 40_000).toISOString() : null,
    cancelledAt: cancelled > 0 ? new Date(at.getTime() + 86_400_000).toISOString() : null,
    updatedAt: instant,
    statusChangedAt: instant,
    receiptUrl: null,
    cancellations: [],
  };
}

function insertPayments(payments: readonly Payment[]): SQL {
  const rows = payments.map((payment) => {
    const { refundableUntil, ...columns } = derived(payment, []);
    const { cancellations: _, ...snapshot } = payment;
    return {
      ...payment,
      ...columns,
      refundableUntil,
      charged: payment.paidAt === null ? null : payment.amount.total,
      snapshot,
      phone: payment.customer.phoneNumber?.replaceAll("-", ""),
    };
  });
  return sql`
    insert into payments (store_id, id, status, method_type, pg_provider, channel_type, currency, total, cancelled,
      charged, cancelled_order, money_back, order_name, customer_name, customer_id, customer_phone, customer_email,
      search, search_keys, refundable_until,
      requested_at, paid_at, status_changed_at, updated_at, synced_at, snapshot, raw)
    select "storeId", id, status, method->>'type', channel->>'pgProvider', channel->>'type', currency,
      (amount->>'total')::bigint, (amount->>'cancelled')::bigint,
      charged, (amount->>'cancelled')::bigint, (amount->>'cancelled')::bigint, "orderName", customer->>'name', customer->>'id',
      phone, customer->>'email', search, "searchKeys", "refundableUntil", "requestedAt", "paidAt", "statusChangedAt",
      "updatedAt", "requestedAt", snapshot, jsonb_build_object('id', id, 'customer', customer, 'method', method)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row ("storeId" text, id text, status text, method jsonb,
      channel jsonb, currency text, amount jsonb, charged bigint, "orderName" text, customer jsonb, phone text, search text,
      "searchKeys" text[], "refundableUntil" timestamptz, "requestedAt" timestamptz, "paidAt" timestamptz,
      "statusChangedAt" timestamptz, "updatedAt" timestamptz, snapshot jsonb)`;
}

function insertCancellations(payments: readonly Payment[]): SQL {
  const rows = payments.flatMap(({ id, amount, cancelledAt }) =>
    cancelledAt === null
      ? []
      : [{ id, total: amount.cancelled, at: cancelledAt, isAsked: id.endsWith("0005") }],
  );
  return sql`
    insert into cancellations (store_id, payment_id, id, status, raw_status, pg_cancellation_id, total_amount,
      order_amount, money_back, tax_free_amount, vat_amount, reason, requested_at, cancelled_at, poll_at)
    select ${storeId}, id, 'cancel-' || md5(id), word, word, 'pgc-' || md5(id), total, total, total, 0, 0, '고객 변심', at,
      case when "isAsked" then null else at end, case when "isAsked" then at end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id text, total bigint, at timestamptz, "isAsked" boolean)
    cross join lateral (select case when "isAsked" then 'REQUESTED' else 'SUCCEEDED' end as word) as named`;
}

/** Returns a pseudo-random number below 2^31 that depends only on `n` and `salt`. */
function hash(n: number, salt: number): number {
  let mixed = Math.imul(n ^ (salt * 0x9e3779b9), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 1;
}

const digits = (value: number, length: number) => String(value).padStart(length, "0");
const hex = (n: number, salt: number) => hash(n, salt).toString(16).padStart(8, "0");
