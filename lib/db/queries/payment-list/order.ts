// Every order ends with store and id, so that no two payments have the same place.
import "server-only";
import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { deadlineOrNone, paidOrNever } from "@/lib/db/queries/payment-times";
import { payments } from "@/lib/db/schema/payments";
import { type PaymentSort, type SortKey, sortKeys } from "@/lib/domain/payment/payment-filter";

export type PaymentPlace = { key: SortKey; values: string[]; storeId: string; id: string };

type Part = {
  expression: SQL | AnyColumn;
  type: "timestamptz" | "bigint" | "text";
  readable: z.ZodType<string>;
};

/** PostgreSQL's notation of an instant in UTC, or of an infinity. */
const instant = z
  .string()
  .regex(/^(?:infinity|-infinity|[1-9]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?)$/)
  .refine((text) => text.endsWith("infinity") || !Number.isNaN(Date.parse(`${text.replace(" ", "T")}Z`)));

const whole = z.string().regex(/^\d{1,16}$/);

/** PostgreSQL rejects U+0000, and anybody can write a place into an address. */
const word = z
  .string()
  .max(500)
  .refine((value) => !value.includes("\u0000") && value.isWellFormed());

const parts: Record<SortKey, readonly Part[]> = {
  created: [{ expression: payments.requestedAt, type: "timestamptz", readable: instant }],
  paid: [{ expression: paidOrNever, type: "timestamptz", readable: instant }],
  // Amounts of different currencies are never compared.
  amount: [
    { expression: payments.currency, type: "text", readable: word },
    { expression: payments.total, type: "bigint", readable: whole },
  ],
  deadline: [{ expression: deadlineOrNone, type: "timestamptz", readable: instant }],
};

export function orderOf({ key, direction }: PaymentSort, backwards = false): SQL[] {
  const way = (direction === "desc") !== backwards ? sql`desc` : sql`asc`;
  return columnsOf(key).map((column) => sql`${column} ${way}`);
}

/** A row comparison, because an index serves it. */
export function beyond({ key, direction }: PaymentSort, place: PaymentPlace, backwards = false): SQL {
  const columns = sql.join(columnsOf(key), sql`, `);
  const values = sql.join(
    [
      ...parts[key].map(({ type }, n) => sql`${atUtc(place.values[n] ?? "", type)}::${sql.raw(type)}`),
      sql`${place.storeId}::text`,
      sql`${place.id}::text`,
    ],
    sql`, `,
  );
  return (direction === "desc") !== backwards
    ? sql`(${columns}) < (${values})`
    : sql`(${columns}) > (${values})`;
}

/** Full precision: a Date has no microseconds, and a place without them would skip rows. */
export function placeColumn(key: SortKey): SQL<string[]> {
  const written = parts[key].map(({ expression, type }) =>
    type === "timestamptz" ? sql`(${expression} at time zone 'UTC')::text` : sql`${expression}::text`,
  );
  return sql<string[]>`jsonb_build_array(${sql.join(written, sql`, `)})`;
}

const cursor = z.object({
  list: z.literal("payments"),
  sort: z.string(),
  key: z.enum(sortKeys),
  values: z.array(z.string()),
  storeId: word,
  id: word,
});

export function writePlace(sort: PaymentSort, place: PaymentPlace): string {
  // `sort` binds the place to its order: in another order it would point anywhere.
  return Buffer.from(JSON.stringify({ list: "payments", sort: nameOf(sort), ...place })).toString(
    "base64url",
  );
}

export function readPlace(sort: PaymentSort, text: string): PaymentPlace | null {
  const { data } = cursor.safeParse(parsed(text));
  if (data === undefined || data.sort !== nameOf(sort) || data.key !== sort.key) return null;
  const wanted = parts[sort.key];
  const { key, values, storeId, id } = data;
  const isWhole =
    values.length === wanted.length &&
    wanted.every(({ readable }, n) => readable.safeParse(values[n]).success);
  return isWhole ? { key, values, storeId, id } : null;
}

function columnsOf(key: SortKey): (SQL | AnyColumn)[] {
  return [...parts[key].map(({ expression }) => expression), payments.storeId, payments.id];
}

function atUtc(value: string, type: Part["type"]): string {
  return type === "timestamptz" && !value.endsWith("infinity") ? `${value}+00` : value;
}

function nameOf({ key, direction }: PaymentSort): string {
  return `${key}:${direction}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
