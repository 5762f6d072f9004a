import type { Metadata } from "next";
import { CustomerPayments } from "@/components/payment/customer-payments";
import { FailedRefundCard } from "@/components/payment/operations/failed-refund-card";
import { OperationCards } from "@/components/payment/operations/operation-cards";
import { PayoutCard } from "@/components/payment/operations/payout-card";
import { ReversalCard } from "@/components/payment/operations/reversal-card";
import { ShortageCard } from "@/components/payment/operations/shortage-card";
import { PaymentNotFound } from "@/components/payment/payment-not-found";
import { PaymentPage } from "@/components/payment/payment-page";
import { PolicyPanel } from "@/components/payment/policy-panel";
import { sidebarKey } from "@/components/payment/sidebar-key";
import { UndecidedCard } from "@/components/payment/undecided-card";
import { undecidedKey } from "@/components/payment/undecided-key";
import { ClientMessages } from "@/components/shell/client-messages";
import { page } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { customerPayments } from "@/lib/db/queries/payment-page/customer-payments";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { signInPath } from "@/lib/domain/next-path";
import { type Actor, may } from "@/lib/domain/people/permissions";
import { arrivalKind, refundWay } from "@/lib/domain/refund/refund-way";
import type { Freshness } from "@/lib/domain/views/payment-page";
import { promotionTerms } from "@/lib/refunds/promotion-terms";
import { undecidedEvidence } from "@/lib/refunds/undecided-evidence";
import { readForPage } from "@/lib/sync/find-payment";
import { decodeSegment } from "../../../address";
import { inFirstPicture } from "../../../first-picture";
import { handleRefund } from "../../refunds/actions";
import {
  handlePayout,
  recordManualRefund,
  requestOperation,
  requestRefund,
  rereadPayment,
  resolveRefund,
  reverseManualRefund,
  tellPresence,
} from "./actions";

type Params = Promise<{ paymentId: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return { title: decodeSegment((await params).paymentId) };
}

export default inFirstPicture(async function PaymentDetailPage({ params }: { params: Params }) {
  const actor = await page("payments:read");
  const paymentId = decodeSegment((await params).paymentId);
  const { freshness, gone } = await readPortOne(actor, paymentId);
  const readAt = Date.now();
  const detail = gone
    ? null
    : await paymentDetail(appContext().database.db, {
        paymentId,
        storeId: appContext().storeId ?? undefined,
        viewerId: actor.id,
        forRefund: may(actor.role, "refunds:request"),
      });
  if (detail === null)
    return (
      <ClientMessages room="paymentSearch">
        <PaymentNotFound paymentId={paymentId} cause={freshness.fresh ? null : freshness.cause} />
      </ClientMessages>
    );
  const mayRefund = may(actor.role, "refunds:request");
  const key = { storeId: detail.payment.storeId, paymentId };
  const others = await customerPayments(appContext().database.db, key);
  const evidence = await undecidedEvidence(appContext(), detail);
  const path = `/payments/${encodeURIComponent(paymentId)}`;
  const signInHref = signInPath(path);
  return (
    <PaymentPage
      initial={detail}
      readAt={readAt}
      freshness={freshness}
      fetchUrl={`/api${path}?store=${encodeURIComponent(detail.payment.storeId)}`}
      person={{ id: actor.id, mayRefund, mayOverride: may(actor.role, "refunds:override") }}
      promotion={freshness.fresh ? await promotionTerms(appContext(), detail) : null}
      requestRefund={requestRefund}
      tellPresence={tellPresence}
      beside={{
        key: sidebarKey(detail),
        operations: (
          <OperationCards
            detail={detail}
            requestOperation={mayRefund ? requestOperation : null}
            manualRefund={
              may(actor.role, "manual-refunds:record")
                ? { record: recordManualRefund, reverse: reverseManualRefund, today: detail.today }
                : null
            }
          />
        ),
        policy: (
          <PolicyPanel
            policy={detail.policy}
            currency={detail.payment.currency}
            as={arrivalKind(refundWay(detail.payment.method, detail.needs.account?.need === "required"))}
            hasForm={mayRefund && detail.refusal === null}
          />
        ),
        guide: (
          <>
            <ShortageCard detail={detail} rereadPayment={mayRefund ? rereadPayment : null} />
            <ReversalCard detail={detail} now={new Date(readAt)} />
            <PayoutCard detail={detail} handlePayout={mayRefund ? handlePayout : null} />
            <FailedRefundCard detail={detail} handleRefund={mayRefund ? handleRefund : null} />
          </>
        ),
        others: <CustomerPayments found={others} />,
      }}
      undecided={
        evidence && {
          refundId: evidence.refundId,
          key: undecidedKey(detail),
          card: (
            <UndecidedCard
              evidence={evidence}
              paymentId={paymentId}
              resolveRefund={may(actor.role, "refunds:resolve") ? resolveRefund : null}
              signInHref={signInHref}
            />
          ),
        }
      }
      signInHref={signInHref}
    />
  );
});

/** Today's truth first. When PortOne does not answer the page shows what the desk had, and says so. */
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
    case "asked-too-often":
      return { freshness: { fresh: false, cause: synced.error.code }, gone: false };
    case "unreachable":
    case "unreadable":
      return { freshness: { fresh: false, cause: "unreachable" }, gone: false };
  }
}
