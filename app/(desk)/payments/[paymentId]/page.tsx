import type { Metadata } from "next";
import { PaymentNotFound } from "@/components/payments/payment-not-found";
import { PaymentPage } from "@/components/payments/payment-page";
import { page } from "@/lib/auth/entry";
import { paymentDetail } from "@/lib/db/queries/payment-detail";
import { desk } from "@/lib/desk";
import { may } from "@/lib/domain/actor";
import type { Freshness } from "@/lib/domain/views";
import { syncPayment } from "@/lib/sync/sync-payment";
import { decodeSegment } from "../../../address";
import { decideRefund, requestRefund } from "./actions";

type Params = Promise<{ paymentId: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return { title: decodeSegment((await params).paymentId) };
}

export default async function PaymentDetailPage({ params }: { params: Params }) {
  const actor = await page("payments:read");
  const paymentId = decodeSegment((await params).paymentId);
  const { freshness, gone } = await readPortOne(paymentId);
  const detail = gone
    ? null
    : await paymentDetail(desk().database.db, { paymentId, storeId: desk().storeId ?? undefined });
  if (detail === null) return <PaymentNotFound paymentId={paymentId} unreachable={!freshness.fresh} />;
  const path = `/payments/${encodeURIComponent(paymentId)}`;
  return (
    <PaymentPage
      initial={detail}
      freshness={freshness}
      fetchUrl={`/api${path}?store=${encodeURIComponent(detail.payment.storeId)}`}
      mayRefund={may(actor.role, "refunds:request")}
      requestRefund={requestRefund}
      decideRefund={may(actor.role, "refunds:decide") ? decideRefund : null}
      signInHref={`/sign-in?next=${encodeURIComponent(path)}`}
    />
  );
}

/** Today's truth first. When PortOne does not answer the page shows what the desk had, and says so. */
async function readPortOne(paymentId: string): Promise<{ freshness: Freshness; gone: boolean }> {
  const { storeId } = desk();
  const synced = await syncPayment(desk(), { paymentId, storeId: storeId ?? undefined });
  if (synced.ok) return { freshness: { fresh: true }, gone: false };
  switch (synced.error.code) {
    case "payment-not-found":
      return { freshness: { fresh: true }, gone: true };
    case "unauthorized":
      return { freshness: { fresh: false, cause: "unauthorized" }, gone: false };
    case "unreachable":
    case "unreadable":
      return { freshness: { fresh: false, cause: "unreachable" }, gone: false };
  }
}
