import type { Metadata } from "next";
import { EvidencePackCard } from "@/components/payment/evidence-pack-card";
import { PaymentNotFound } from "@/components/payment/payment-not-found";
import { PaymentPage } from "@/components/payment/payment-page";
import { ClientMessages } from "@/components/shell/client-messages";
import { recordCustomerView } from "@/lib/audit/customer-views";
import { page } from "@/lib/auth/entry";
import { withPerson } from "@/lib/auth/with-origin";
import { appContext } from "@/lib/context";
import { signInPath } from "@/lib/domain/next-path";
import { type Actor, may } from "@/lib/domain/people/permissions";
import type { Freshness } from "@/lib/domain/views/payment-page";
import { mayRefundInEmergency, readPaymentPage } from "@/lib/refunds/payment-page";
import { promotionTerms } from "@/lib/refunds/promotion-terms";
import { readForPage } from "@/lib/sync/find-payment";
import { decodeSegment } from "../../../address";
import { decideApprovalAction, revealAccountAction, withdrawApprovalAction } from "../../approvals/actions";
import { handleRefundAction } from "../../refunds/actions";
import {
  amendApprovalAction,
  amendManualApprovalAction,
  askApprovalAction,
  askManualApprovalAction,
  handlePayoutAction,
  recordManualRefundAction,
  reportFormPresenceAction,
  requestOperationAction,
  requestRefundAction,
  rereadPaymentAction,
  resolveRefundAction,
  reverseManualRefundAction,
} from "./actions";

type Params = Promise<{ paymentId: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return { title: decodeSegment((await params).paymentId) };
}

export default async function PaymentDetailPage({ params }: { params: Params }) {
  const actor = await page("payments:read");
  const paymentId = decodeSegment((await params).paymentId);
  const { freshness, gone } = await readPortOne(actor, paymentId);
  const readAt = Date.now();
  const mayRefund = may(actor.role, "refunds:request");
  const view = gone
    ? null
    : await readPaymentPage(appContext(), actor, {
        paymentId,
        storeId: appContext().storeId ?? undefined,
      });
  if (view === null)
    return (
      <ClientMessages of="paymentList">
        <PaymentNotFound paymentId={paymentId} cause={freshness.fresh ? null : freshness.cause} />
      </ClientMessages>
    );
  await withPerson((person) =>
    recordCustomerView(appContext().database.db, person, {
      of: "payment",
      payment: view.payment,
    }),
  );
  const path = `/payments/${encodeURIComponent(paymentId)}`;
  return (
    <PaymentPage
      initial={view}
      readAt={readAt}
      freshness={freshness}
      fetchUrl={`/api${path}?store=${encodeURIComponent(view.payment.storeId)}`}
      person={{
        id: actor.id,
        mayRefund,
        mayOverride: may(actor.role, "refunds:override"),
        maySkipApproval: may(actor.role, "refunds:emergency") && (await mayRefundInEmergency(appContext())),
      }}
      promotion={freshness.fresh ? await promotionTerms(appContext(), view) : null}
      actions={{
        requestRefund: requestRefundAction,
        reportFormPresence: reportFormPresenceAction,
        approvals: {
          decide: may(actor.role, "refunds:approve") ? decideApprovalAction : null,
          revealAccount: may(actor.role, "accounts:read") ? revealAccountAction : null,
          withdraw: withdrawApprovalAction,
        },
        ...(mayRefund && {
          askApproval: askApprovalAction,
          amendApproval: amendApprovalAction,
          requestOperation: requestOperationAction,
          rereadPayment: rereadPaymentAction,
          handlePayout: handlePayoutAction,
          handleRefund: handleRefundAction,
        }),
        ...(may(actor.role, "manual-refunds:record") && {
          recordManualRefund: recordManualRefundAction,
          askManualApproval: askManualApprovalAction,
          amendManualApproval: amendManualApprovalAction,
          reverseManualRefund: reverseManualRefundAction,
        }),
        ...(may(actor.role, "refunds:resolve") && { resolveRefund: resolveRefundAction }),
      }}
      signInHref={signInPath(path)}
      evidencePack={
        may(actor.role, "audit:read") && (
          <EvidencePackCard paymentId={paymentId} signInHref={signInPath(path)} />
        )
      }
    />
  );
}

/** Reads PortOne first. If PortOne does not answer, the page shows the stored payment and says so. */
async function readPortOne(
  actor: Actor,
  paymentId: string,
): Promise<{ freshness: Freshness; gone: boolean }> {
  const synced = await readForPage(appContext(), actor, paymentId);
  if (synced.ok) return { freshness: { fresh: true }, gone: false };
  switch (synced.error.code) {
    case "payment-not-found":
      return { freshness: { fresh: true }, gone: true };
    case "unauthorized":
    case "rate-limited":
      return { freshness: { fresh: false, cause: synced.error.code }, gone: false };
    case "unreachable":
    case "unreadable":
      return { freshness: { fresh: false, cause: "unreachable" }, gone: false };
  }
}
