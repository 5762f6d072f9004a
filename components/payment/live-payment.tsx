"use client";
// The page of one payment, which moves by itself: it asks the server again and shows what changed.
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { useChanges, useIsLive } from "@/components/live/live";
import { fetchPayment, paymentKey, pollEvery, SignedOutError } from "@/components/live/payment-query";
import { useRefresh } from "@/components/live/use-refresh";
import { OperationHost } from "@/components/payment/operations/operation-host";
import { Timeline } from "@/components/payment/timeline/timeline";
import { PresenceContext, type TellPresence } from "@/components/refund-form/form-presence";
import { RefundAnnouncer } from "@/components/refund-form/refund-announcer";
import { RefundPanel } from "@/components/refund-form/refund-panel";
import type { RequestRefund } from "@/components/refund-form/request-refund-context";
import type { RefundPerson } from "@/components/refund-form/use-refund-form";
import { Card } from "@/components/ui/card";
import type { PromotionTerms } from "@/lib/domain/refund/promotion";
import type { Freshness, PaymentDetail } from "@/lib/domain/views/payment-page";
import { CancellationList } from "./cancellation-list";
import { FreshnessNotice } from "./freshness-notice";
import { LastChecked } from "./last-checked";
import { MoneyBar } from "./money-bar";
import { PaymentFacts } from "./payment-facts";
import { PaymentHeader } from "./payment-header";
import { sidebarKey } from "./sidebar-key";
import { undecidedKey, undecidedRefundId } from "./undecided-key";

/**
 * The cards beside the refund follow when it has been quiet for so long: the server reads PortOne and renders the whole
 * page for them, and the next change of the money and the story would wait for that.
 */
const besideAfterMs = 400;

export type LivePaymentProps = {
  initial: PaymentDetail;
  /** When `initial` was read (milliseconds). */
  readAt: number;
  freshness: Freshness;
  /** GET here answers with `PaymentDetail` as JSON, 401 when signed out. */
  fetchUrl: string;
  /** Who works here, and what they may do about refunds. */
  person: RefundPerson;
  requestRefund: RequestRefund;
  tellPresence: TellPresence;
  /** The terms of the payment's promotion, where PortOne tells them and a first partial refund is still to come. */
  promotion: PromotionTerms | null;
  /** What stands beside a refund that waits for a person; null where none does. */
  undecided: { refundId: string; key: string | null; card: ReactNode } | null;
  /** Cards that the server renders, with the key of what they show. */
  beside: { key: string; operations: ReactNode; guide: ReactNode; policy: ReactNode; others: ReactNode };
  signInHref: string;
};

export function LivePayment(props: LivePaymentProps) {
  return (
    <OwnQueries>
      <OperationHost signInHref={props.signInHref}>
        <PresenceContext value={props.tellPresence}>
          <Page {...props} />
        </PresenceContext>
      </OperationHost>
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
  requestRefund,
  promotion,
  undecided,
  beside,
  signInHref,
}: LivePaymentProps) {
  const queries = useQueryClient();
  const isLive = useIsLive();
  const { id, storeId } = initial.payment;
  useChanges(readAt, (change) => {
    const isOurs = change.kind === "payment" && change.id === id && change.store === storeId;
    if (isOurs || change.kind === "missed") void queries.invalidateQueries({ queryKey: paymentKey(id) });
  });
  const { data: detail, error } = useQuery({
    queryKey: paymentKey(id),
    queryFn: ({ signal }) => fetchPayment(fetchUrl, signal),
    initialData: initial,
    retry: false,
    staleTime: 1000,
    refetchInterval: ({ state }) =>
      state.error instanceof SignedOutError ? false : pollEvery(state.data ?? initial, new Date(), isLive),
  });
  const refresh = useRefresh(1_000);
  const key = undecidedKey(detail);
  const givenKey = undecided?.key ?? null;
  useEffect(() => {
    if (key !== null && key !== givenKey) refresh();
  }, [key, givenKey, refresh]);
  const shownKey = sidebarKey(detail);
  useEffect(() => {
    if (shownKey === beside.key) return;
    const timer = setTimeout(refresh, besideAfterMs);
    return () => clearTimeout(timer);
  }, [shownKey, beside.key, refresh]);
  const hasPolicyChanged = detail.policy.answer.verdict !== initial.policy.answer.verdict;
  const stillStale = detail.syncedAt === initial.syncedAt;
  const { payment, cancellations, timeline } = detail;

  return (
    <>
      {stillStale && <FreshnessNotice freshness={freshness} syncedAt={initial.syncedAt} />}
      <PaymentHeader payment={payment} charged={detail.charged} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="contents lg:flex lg:min-w-0 lg:flex-col lg:gap-5">
          <Card className="order-1">
            <MoneyBar detail={detail} />
          </Card>
          {undecided?.refundId === undecidedRefundId(detail) && (
            <div className="order-1">{undecided?.card}</div>
          )}
          <div className="order-2">
            <RefundPanel
              detail={detail}
              person={person}
              promotion={promotion}
              requestRefund={requestRefund}
              signInHref={signInHref}
            />
          </div>
          <div className="order-3 flex flex-col gap-5">
            {beside.guide}
            {cancellations.length > 0 && <CancellationList cancellations={cancellations} payment={payment} />}
            <Timeline items={timeline} gaps={detail.gaps} />
          </div>
          <div className="order-5">{beside.others}</div>
        </div>
        <div className="contents lg:flex lg:flex-col lg:gap-5">
          {/* The server renders the card again a moment later. Until then the former answer must not be shown. */}
          <div className={`order-1 ${hasPolicyChanged ? "invisible" : ""}`}>{beside.policy}</div>
          <div className="order-2 flex flex-col gap-5 empty:hidden">{beside.operations}</div>
          <div className="order-4 flex flex-col gap-5">
            <PaymentFacts payment={payment} charged={detail.charged} />
            <LastChecked at={detail.syncedAt} error={error} signInHref={signInHref} />
          </div>
        </div>
      </div>
      <RefundAnnouncer refunds={detail.refunds} />
    </>
  );
}
