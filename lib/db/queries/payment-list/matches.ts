// Reads, for the rows of one page, the texts that a search may have matched and that the list does not show.
import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { isOneOf } from "@/lib/db/payment-key";
import { payments } from "@/lib/db/schema/payments";
import { minorUnitDigits } from "@/lib/domain/money";
import { issuerNames } from "@/lib/domain/payment/card-issuers";
import { searchMatches } from "@/lib/domain/payment/search-matches";
import type { Search } from "@/lib/domain/payment/search-terms";
import type { PaymentRow } from "@/lib/domain/views/payment-list";
import type { IdMatches } from "./search";

export async function withMatches(
  db: Database,
  search: Search,
  ids: IdMatches,
  rows: PaymentRow[],
  seesCustomers: boolean,
): Promise<PaymentRow[]> {
  if (search.ids.length === 0 || rows.length === 0) return rows;
  const part = (...path: string[]) => sql<string | null>`${payments.snapshot} #>> ${sql.param(path)}::text[]`;
  const texts = await db
    .select({
      storeId: payments.storeId,
      id: payments.id,
      phone: part("customer", "phoneNumber"),
      email: part("customer", "email"),
      transactionId: part("transactionId"),
      pgTxId: part("pgTxId"),
      approvalNumber: part("approvalNumber"),
      issuer: part("method", "card", "issuer"),
    })
    .from(payments)
    .where(isOneOf(rows));
  return rows.map((row) => {
    const own = texts.find(({ storeId, id }) => storeId === row.storeId && id === row.id);
    const otherIds = [own?.transactionId, own?.pgTxId, own?.approvalNumber].filter(
      (id) => typeof id === "string",
    );
    const matches = searchMatches(search, {
      id: row.id,
      orderName: row.orderName,
      customerName: row.customerName,
      phone: seesCustomers ? (own?.phone ?? null) : null,
      email: seesCustomers ? (own?.email ?? null) : null,
      otherIds: [...new Set(otherIds)],
      total: row.total / 10 ** (minorUnitDigits(row.currency) ?? 0),
      issuerNames: own?.issuer ? issuerNames(own.issuer) : [],
      foundBy: ids.idsOf(row),
    });
    return { ...row, matches };
  });
}
