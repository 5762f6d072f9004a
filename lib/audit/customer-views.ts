// Who saw whose data: Korean law asks for a record of it (개인정보의 안전성 확보조치 기준, 접속기록).
import "server-only";
import { audit } from "@/lib/db/audit";
import type { Database } from "@/lib/db/client";
import { everyPayment, type PaymentFilter, writePaymentFilter } from "@/lib/domain/payment/payment-filter";
import { type Actor, may } from "@/lib/domain/people/permissions";
import { requestOrigin } from "@/lib/request-origin";

/** Milliseconds in which a page that is read again, as pages do by themselves, is one view. */
const oneViewMs = 10 * 60_000;
const mostRemembered = 10_000;
/** What each session has seen, in this process, the earliest first. */
const seenAt = new Map<string, number>();

type View =
  | { payment: { storeId: string | null; paymentId: string } }
  | { filter: PaymentFilter; rows: number }
  | { typed: string };

/** Records that the person sees data of customers in full, once in ten minutes for each page. */
export async function recordCustomerView(db: Database, actor: Actor, view: View): Promise<void> {
  if (!may(actor.role, "customers:read")) return;
  const { action, subject, detail, payment } = entryOf(view);
  const key = JSON.stringify([requestOrigin().sessionId, actor.id, subject, detail, payment]);
  const now = Date.now();
  if (now - (seenAt.get(key) ?? Number.NEGATIVE_INFINITY) < oneViewMs) return;
  await db.transaction((tx) => audit(tx, { actor, action, subject, detail, ...(payment && { payment }) }));
  seenAt.delete(key);
  seenAt.set(key, now);
  for (const [oldest] of seenAt) {
    if (seenAt.size <= mostRemembered) break;
    seenAt.delete(oldest);
  }
}

/** A search may be a customer's name, and an entry stays for ever: only that there was one is recorded. */
function entryOf(view: View) {
  if ("payment" in view) {
    const { storeId, paymentId } = view.payment;
    const payment = { storeId, paymentId };
    return { action: "payment.viewed", subject: `payment:${paymentId}`, detail: {}, payment } as const;
  }
  const detail =
    "typed" in view
      ? { filter: "", searched: true, rows: null }
      : {
          filter: writePaymentFilter({ ...view.filter, query: everyPayment.query }),
          searched: view.filter.query !== "",
          rows: view.rows,
        };
  return { action: "payments.viewed", subject: "payments", detail, payment: undefined } as const;
}
