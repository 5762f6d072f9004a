// The first results of the list's search, and payments by the beginning of their id, for the palette.
import "server-only";
import { asc } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { beginsWith } from "@/lib/db/like";
import { payments } from "@/lib/db/schema/payments";
import { everyPayment } from "@/lib/domain/payment/payment-filter";
import type { CustomerMatch, PaymentMatch, PaymentMatches } from "@/lib/domain/payment/payment-jump";
import { shownName } from "@/lib/domain/payment/personal-data";
import { hasMatch } from "@/lib/domain/payment/search-matches";
import { typedRefundNumber } from "@/lib/domain/refund/refund-number";
import type { PaymentRow } from "@/lib/domain/views/payment-list";
import { listPayments } from "./list-payments";

const most = 6;
const mostCustomers = 3;

type Shown = Pick<PaymentRow, "id" | "orderName" | "customerName" | "total" | "currency">;

/** Without `seesCustomers`, names of customers are masked and no customer is suggested. */
export async function suggestPayments(
  db: Database,
  { typed, seesCustomers }: { typed: string; seesCustomers: boolean },
): Promise<PaymentMatches> {
  const text = typed.trim();
  const number = typedRefundNumber(text);
  const { orderName, customerName, total, currency } = payments;
  const found: Shown[] = await db
    .select({ id: payments.id, orderName, customerName, total, currency })
    .from(payments)
    .where(beginsWith(payments.id, text))
    .orderBy(asc(payments.id))
    .limit(most);
  const beginning = found.map((row) => ({
    ...row,
    customerName: shownName(row.customerName, seesCustomers),
  }));
  const filter = { ...everyPayment, query: text };
  const { named, rows, next } = await listPayments(db, {
    filter,
    after: null,
    before: null,
    seesCustomers,
  });
  const isNew = ({ id }: Shown) => !beginning.some((shown) => shown.id === id);
  const others = rows.filter(isNew);
  const shown = Math.max(0, most - beginning.length);
  return {
    jumps: [
      ...named.filter(isNew).map((row) => matchOf(row, number === null ? "other" : "refund", number ?? text)),
      ...beginning.map((row) => matchOf(row, "payment", row.id)),
      ...others.slice(0, shown).map((row) => matchOf(row, "text", row.id)),
    ],
    customers: seesCustomers ? customersOf([...named, ...rows]) : [],
    hasMore: others.length > shown || next !== null,
  };
}

function matchOf(row: Shown, by: PaymentMatch["by"], id: string): PaymentMatch {
  const { orderName, customerName, total, currency } = row;
  return { paymentId: row.id, orderName, customerName, total, currency, by, id };
}

/** Customers whose name, telephone number or email address was searched for. */
function customersOf(rows: readonly PaymentRow[]): CustomerMatch[] {
  const byName = new Map<string, CustomerMatch>();
  for (const { customerName, matches } of rows) {
    if (customerName === null || matches === null) continue;
    const [contact] = matches.contacts;
    if (contact === undefined && !hasMatch(matches.customerName)) continue;
    if (byName.has(customerName)) continue;
    const text = contact?.map((part) => part.text).join("") ?? null;
    byName.set(customerName, { name: customerName, contact: text });
  }
  return [...byName.values()].slice(0, mostCustomers);
}
