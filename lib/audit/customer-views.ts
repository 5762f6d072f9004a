// Who saw whose data: Korean law asks for a record of it (개인정보의 안전성 확보조치 기준, 접속기록).
import "server-only";
import { audit } from "@/lib/db/audit";
import type { Database } from "@/lib/db/client";
import type { Payment } from "@/lib/domain/payment/payment";
import { auditedFilter, type PaymentFilter } from "@/lib/domain/payment/payment-filter";
import { type Actor, may } from "@/lib/domain/people/permissions";
import { requestOrigin } from "@/lib/request-origin";

/** Milliseconds in which a page that is read again, as pages do by themselves, is one view. */
const oneViewMs = 10 * 60_000;
const mostRemembered = 10_000;
const key = Symbol.for("refund-desk.customer-views");
/** What each session has seen, in this process, the earliest first. Pages and handlers are bundled separately. */
const holder = globalThis as { [key]?: Map<string, number> };

type View =
  | { of: "payment"; payment: { storeId: string; id: string; customer: Payment["customer"] } }
  | { of: "webhook"; deliveryId: string; payment: { storeId: string | null; paymentId: string | null } }
  /** `place`: the cursor. */
  | { of: "list"; filter: PaymentFilter; rows: number; place: string }
  | { of: "jump"; typed: string; rows: number };

/** Records that the person sees data of customers in full, once in ten minutes for each page. */
export async function recordCustomerView(db: Database, actor: Actor, view: View): Promise<void> {
  if (!may(actor.role, "customers:read") || showsNobody(view)) return;
  holder[key] ??= new Map();
  const seenAt = holder[key];
  const seen = JSON.stringify([requestOrigin().sessionId, actor.id, pageOf(view)]);
  const now = Date.now();
  if (now - (seenAt.get(seen) ?? Number.NEGATIVE_INFINITY) < oneViewMs) return;
  seenAt.delete(seen);
  seenAt.set(seen, now);
  for (const [oldest] of seenAt) {
    if (seenAt.size <= mostRemembered) break;
    seenAt.delete(oldest);
  }
  try {
    await db.transaction((tx) => audit(tx, { actor, ...entryOf(view) }));
  } catch (error) {
    seenAt.delete(seen);
    throw error;
  }
}

function pageOf(view: View): unknown {
  switch (view.of) {
    case "payment":
      return [view.of, view.payment.storeId, view.payment.id];
    case "webhook":
      return [view.of, view.deliveryId];
    case "list":
      return [view.of, view.filter, view.place];
    case "jump":
      return [view.of, view.typed];
  }
}

function showsNobody(view: View): boolean {
  if (view.of === "webhook") return false;
  if (view.of !== "payment") return view.rows === 0;
  return Object.values(view.payment.customer).every((value) => value === null);
}

/** A search may be a customer's name, and an entry stays for ever: only that there was one is recorded. */
function entryOf(view: View) {
  switch (view.of) {
    case "payment": {
      const { storeId, id } = view.payment;
      const payment = { storeId, paymentId: id };
      return { action: "payment.viewed", subject: `payment:${id}`, payment, detail: {} } as const;
    }
    case "webhook":
      return {
        action: "payment.viewed",
        subject: `delivery:${view.deliveryId}`,
        payment: view.payment,
        detail: {},
      } as const;
    case "list":
      return {
        action: "payments.viewed",
        subject: "payments",
        detail: { ...auditedFilter(view.filter), rows: view.rows },
      } as const;
    case "jump":
      return {
        action: "payments.viewed",
        subject: "payments",
        detail: { filter: "", searched: true, rows: view.rows },
      } as const;
  }
}
