import "server-only";
import { and, desc, eq, ne } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { isPayment } from "@/lib/db/payment-key";
import { payments } from "@/lib/db/schema/payments";
import { paymentStatuses } from "@/lib/domain/payment/payment";
import type { PaymentKey } from "@/lib/domain/payment/payment-key";
import { term } from "@/lib/domain/payment/payment-method";
import type { CustomerPayments } from "@/lib/domain/views/payment-page";

const shown = 10;

export async function customerPayments(db: Database, key: PaymentKey): Promise<CustomerPayments> {
  const [own] = await db
    .select({
      customerId: payments.customerId,
      customerPhone: payments.customerPhone,
      customerEmail: payments.customerEmail,
    })
    .from(payments)
    .where(isPayment(key));
  if (own === undefined) return { rows: [], more: false };
  const columns = [
    ["customerId", "id"],
    ["customerPhone", "phone"],
    ["customerEmail", "email"],
  ] as const;
  const byId = new Map<string, CustomerPayments["rows"][number]>();
  for (const [column, by] of columns) {
    const value = own[column];
    if (value === null) continue;
    const rows = await db
      .select({
        id: payments.id,
        orderName: payments.orderName,
        status: payments.status,
        currency: payments.currency,
        total: payments.total,
        requestedAt: payments.requestedAt,
      })
      .from(payments)
      .where(
        and(eq(payments.storeId, key.storeId), eq(payments[column], value), ne(payments.id, key.paymentId)),
      )
      .orderBy(desc(payments.requestedAt))
      .limit(shown + 1);
    for (const row of rows) {
      const known = byId.get(row.id);
      if (known) known.by.push(by);
      else
        byId.set(row.id, {
          ...row,
          status: term(paymentStatuses, row.status).value,
          rawStatus: row.status,
          requestedAt: row.requestedAt.toISOString(),
          by: [by],
        });
    }
  }
  const newestFirst = [...byId.values()].sort((a, b) => b.requestedAt.localeCompare(a.requestedAt));
  return { rows: newestFirst.slice(0, shown), more: newestFirst.length > shown };
}
