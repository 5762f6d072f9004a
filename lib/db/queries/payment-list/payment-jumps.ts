import "server-only";
import { asc, inArray } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { beginsWith } from "@/lib/db/like";
import { payments } from "@/lib/db/schema/payments";
import type { PaymentMatch } from "@/lib/domain/payment/payment-jump";
import { typedRefundNumber } from "@/lib/domain/refund/refund-number";
import { matchIds } from "./search";

const most = 6;

export async function suggestPayments(db: Database, typed: string): Promise<PaymentMatch[]> {
  const text = typed.trim();
  const number = typedRefundNumber(text);
  const matched = (await matchIds(db, text)).map(({ id }) => id);
  const columns = { paymentId: payments.id, orderName: payments.orderName };
  const exact =
    matched.length === 0 ? [] : await db.select(columns).from(payments).where(inArray(payments.id, matched));
  const beginning = await db
    .select(columns)
    .from(payments)
    .where(beginsWith(payments.id, text))
    .orderBy(asc(payments.id))
    .limit(most);
  const isOwn = ({ paymentId }: { paymentId: string }) => paymentId.startsWith(text);
  return [
    ...exact
      .filter((one) => !isOwn(one))
      .map((one): PaymentMatch => ({ ...one, by: number === null ? "other" : "refund", id: number ?? text })),
    ...beginning.map((one): PaymentMatch => ({ ...one, by: "payment", id: one.paymentId })),
  ];
}
