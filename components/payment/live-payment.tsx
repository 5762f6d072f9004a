"use client";
// The page of one payment. Every card renders from one query, which is read again when the payment changes.
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { useChanges, useIsLive } from "@/components/live/live";
import { fetchPayment, paymentKey, pollEvery, SignedOutError } from "@/components/live/payment-query";
import { mayNeedGuides, mayNeedOperations } from "@/components/payment/operations/needs";
import { OperationHost, useOpenDialog } from "@/components/payment/operations/operation-host";
import { Timeline } from "@/components/payment/timeline/timeline";
import { PresenceContext } from "@/components/refund-form/form-presence";
import { RefundAnnouncer } from "@/components/refund-form/refund-announcer";
import { type RefundChoice, RefundPanel } from "@/components/refund-form/refund-panel";
import type { RefundPerson } from "@/components/refund-form/use-refund-form";
import { Card } from "@/components/ui/card";
import { optionalPart } from "@/components/ui/optional-part";
import { SteadyBox } from "@/components/ui/steady-box";
import type { PaymentStatus } from "@/lib/domain/payment/payment";
import { isFirstCancel, type PromotionTerms } from "@/lib/domain/refund/promotion";
import type { Freshness, PaymentPageView } from "@/lib/domain/views/payment-page";
import { CustomerPaymentsCard } from "./customer-payments";
import { LastChecked } from "./last-checked";
import { MoneyBar } from "./money-bar";
import { type PaymentActions, PaymentActionsProvider } from "./operations/payment-actions";
import { PaymentFacts } from "./payment-facts";
import { PaymentHeader } from "./payment-header";
import { PolicyPanel } from "./policy-panel";

// What not every payment shows is loaded only where it is shown. Its buttons are disabled until then.
const FreshnessNotice = optionalPart(
  dynamic(() => import("./freshness-notice").then((file) => file.FreshnessNotice)),
);
const GuideCards = optionalPart(
  dynamic(() => import("./operations/guide-cards").then((file) => file.GuideCards)),
);
const OperationCards = optionalPart(
  dynamic(() => import("./operations/operation-cards").then((file) => file.OperationCards)),
);
const RefundHistory = optionalPart(
  dynamic(() => import("./refund-history").then((file) => file.RefundHistory)),
);
const ApprovalPart = optionalPart(
  dynamic(() => import("@/components/approvals/approval-part").then((file) => file.ApprovalPart)),
);
const ManualRefundCard = optionalPart(
  dynamic(() => import("./operations/manual-refund-card").then((file) => file.ManualRefundCard)),
);
const ReversalCard = optionalPart(
  dynamic(() => import("./operations/reversal-card").then((file) => file.ReversalCard)),
);
const UndecidedCard = optionalPart(
  dynamic(() => import("./undecided-card").then((file) => file.UndecidedCard)),
);

export type LivePaymentProps = {
  initial: PaymentPageView;
  /** When `initial` was read (milliseconds). */
  readAt: number;
  freshness: Freshness;
  /** GET here answers with `PaymentPageView` as JSON, 401 when signed out. */
  fetchUrl: string;
  person: RefundPerson;
  actions: PaymentActions;
  /** The terms of the payment's promotion, where PortOne states them and a first partial refund is still to come. */
  promotion: PromotionTerms | null;
  signInHref: string;
  /** Rendered by the server, under the facts. */
  evidencePack: ReactNode;
};

export function LivePayment(props: LivePaymentProps) {
  return (
    <OwnQueries>
      <PaymentActionsProvider value={props.actions}>
        <OperationHost signInHref={props.signInHref}>
          <PresenceContext value={props.actions.reportFormPresence}>
            <Page {...props} />
          </PresenceContext>
        </OperationHost>
      </PaymentActionsProvider>
    </OwnQueries>
  );
}

function OwnQueries({ children }: { children: ReactNode }) {
  const [client] = useState(() => new QueryClient());
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

function Page({
  initial,
  readAt,
  freshness,
  fetchUrl,
  person,
  actions,
  promotion,
  signInHref,
  evidencePack,
}: LivePaymentProps) {
  const queries = useQueryClient();
  const isLive = useIsLive();
  const { id, storeId } = initial.payment;
  useChanges(readAt, (change) => {
    const isOurs = change.kind === "payment" && change.id === id && change.store === storeId;
    if (isOurs || change.kind === "missed") void queries.invalidateQueries({ queryKey: paymentKey(id) });
  });
  const { data: live, error } = useQuery({
    queryKey: paymentKey(id),
    queryFn: ({ signal }) => fetchPayment(fetchUrl, signal),
    initialData: initial,
    retry: false,
    staleTime: 1000,
    refetchInterval: ({ state }) =>
      state.error instanceof SignedOutError ? false : pollEvery(state.data ?? initial, new Date(), isLive),
  });
  const [held, setHeld] = useState<PaymentPageView | null>(null);
  const [choice, setChoice] = useState<RefundChoice>(null);
  /** The revision of the person's own request that the form amends. */
  const [amended, setAmended] = useState<number | null>(null);
  const detail = held ?? live;
  const { payment, cancellations, refunds, undecided, approval } = detail;
  const reload = () => void queries.invalidateQueries({ queryKey: paymentKey(id) });
  const { amendApproval } = actions;
  const frozen = approval?.frozen;
  const mayAmend = amendApproval !== undefined && approval?.mayAmend === true && frozen?.kind !== "manual";
  const openDialog = useOpenDialog();
  const isStillStale = detail.syncedAt === initial.syncedAt;

  return (
    <>
      {isStillStale && !freshness.fresh && (
        <FreshnessNotice freshness={freshness} syncedAt={initial.syncedAt} />
      )}
      <PaymentHeader {...detail} />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="contents lg:flex lg:min-w-0 lg:flex-col lg:gap-5">
          {isEverPaid(payment.status) && (
            <Card className="order-1">
              <MoneyBar detail={detail} />
            </Card>
          )}
          {undecided && (
            <div className="order-1">
              <UndecidedCard evidence={undecided} paymentId={id} signInHref={signInHref} />
            </div>
          )}
          {approval && (
            <div className="order-1">
              <ApprovalPart
                approval={approval}
                actions={actions.approvals}
                onChanged={reload}
                {...(mayAmend && amended === null && { onAmend: () => setAmended(approval.revision) })}
                {...(frozen?.kind === "manual" &&
                  approval.mayAmend &&
                  actions.amendManualApproval && {
                    onAmend: () =>
                      openDialog({
                        dialog: "manual-refund",
                        offer: {
                          paymentId: id,
                          amends: { approvalId: approval.id, revision: approval.revision, frozen },
                        },
                      }),
                  })}
                signInHref={signInHref}
              />
            </div>
          )}
          {mayNeedGuides(detail) && (
            <div className="order-1 flex flex-col gap-5 empty:hidden">
              <GuideCards detail={detail} />
            </div>
          )}
          <RefundPanel
            detail={detail}
            live={live}
            person={person}
            promotion={isFirstCancel(payment, cancellations) ? promotion : null}
            requestRefund={actions.requestRefund}
            askApproval={actions.askApproval}
            amending={
              mayAmend && amended === approval.revision
                ? {
                    ask: (request) => amendApproval({ approvalId: approval.id, revision: amended, request }),
                    onAmended: () => setAmended(null),
                  }
                : null
            }
            signInHref={signInHref}
            onDialog={(isOpen) => {
              setHeld(isOpen ? live : null);
              if (isOpen) loadAfterRefund();
            }}
            onChoice={setChoice}
          />
          <div className="order-3 flex flex-col gap-5">
            {(cancellations.length > 0 || refunds.length > 0) && <RefundHistory detail={detail} />}
            <Timeline detail={detail} />
          </div>
          <div className="order-5 empty:hidden">
            {detail.otherPayments.rows.length > 0 && <CustomerPaymentsCard found={detail.otherPayments} />}
          </div>
        </div>
        <div className="contents lg:flex lg:flex-col lg:gap-5">
          <SteadyBox
            of={held === null ? [payment.status, ...refunds.map(({ state }) => state)].join() : null}
            className="order-1"
          >
            <PolicyPanel detail={detail} choice={choice} />
          </SteadyBox>
          <div className="order-2 flex flex-col gap-5 empty:hidden">
            {mayNeedOperations(detail) && <OperationCards detail={detail} />}
            {(detail.manualRefunds.length > 0 || actions.recordManualRefund !== undefined) && (
              <ManualRefundCard detail={detail} />
            )}
          </div>
          <div className="order-4 flex flex-col gap-5">
            <PaymentFacts payment={payment} charged={detail.charged} />
            {cancellations.length > 0 && <ReversalCard detail={detail} />}
            {evidencePack}
            <LastChecked at={detail.syncedAt} error={error} signInHref={signInHref} />
          </div>
        </div>
      </div>
      <RefundAnnouncer refunds={live.refunds} />
    </>
  );
}

/** Returns whether money has come in, so that there is something to divide. An unknown status may have any. */
function isEverPaid(status: PaymentStatus): boolean {
  return !["READY", "PAY_PENDING", "VIRTUAL_ACCOUNT_ISSUED", "FAILED"].includes(status);
}

/** Loads the parts that a first refund adds, so that they appear with the close of the dialog. */
function loadAfterRefund(): void {
  const parts = [
    import("./refund-history"),
    import("./timeline/refund-events"),
    import("./operations/reversal-card"),
  ];
  // A part that cannot be loaded says so in its own place.
  void Promise.allSettled(parts);
}
