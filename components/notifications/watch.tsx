"use client";
// Follows the refunds that this person requested, on every page, and announces their end: by a toast, or in a hidden tab by
// a notification, if switched on.
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, useEffect, useEffectEvent, useRef, useState } from "react";
import { paymentHref } from "@/components/labels/payment-href";
import { useChanges } from "@/components/live/live";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { LoadBoundary } from "@/components/ui/load-boundary";
import { type EndedRefund, hasEnded } from "@/lib/domain/refund/awaited-refund";
import { awaitedBy, fetchAwaited, recordAwaited } from "./awaited";
import { hiddenWatch } from "./hidden-watch";
import { notify, notifyState } from "./notifications";

const Toasts = lazy(() => import("./toasts").then((file) => ({ default: file.Toasts })));

/** Changes within this time (milliseconds) cause one check. */
const gatherMs = 300;
/** Delay (milliseconds) of a hidden tab: a visible tab learns of the end sooner, and announces the end by a toast. */
const preferToastMs = 3_000;
const mostToasts = 3;

export type WatchProps = {
  personId: string;
  /** When the page was rendered (milliseconds, the server's clock). */
  renderedAt: number;
  /** Whether the person approves requests: the count in the menu moves by itself. */
  mayApprove: boolean;
};

export function Watch({ personId, renderedAt, mayApprove }: WatchProps) {
  const t = useTranslations("notifications");
  const path = usePathname();
  const [toasts, setToasts] = useState<readonly EndedRefund[]>([]);
  const payments = useRef<ReadonlySet<string>>(new Set());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  async function check(): Promise<void> {
    const requested = awaitedBy(personId);
    const refunds = await fetchAwaited(requested);
    if (refunds === null) return;
    payments.current = new Set(
      refunds.filter((refund) => !hasEnded(refund)).map(({ paymentId }) => paymentId),
    );
    if (document.hidden) await new Promise((resolve) => setTimeout(resolve, preferToastMs));
    announce(recordAwaited(personId, requested, refunds));
  }

  const announce = useEffectEvent((ended: readonly EndedRefund[]) => {
    if (document.hidden) {
      for (const { number, state, paymentId } of ended)
        notify(t(`ended.${state}`), t("notified", { number }), number, paymentHref(paymentId));
      return;
    }
    // The payment's own page shows the end by itself.
    const elsewhere = ended.filter(({ paymentId }) => path !== paymentHref(paymentId));
    if (elsewhere.length > 0) setToasts((shown) => [...elsewhere, ...shown].slice(0, mostToasts));
  });

  const checkSoon = useEffectEvent(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void check();
    }, gatherMs);
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  useChanges(renderedAt, (change) => {
    // On a payment's page, a refund of the payment may just have been requested.
    const isOfMine = (id: string) => payments.current.has(id) || path === paymentHref(id);
    if (change.kind === "missed" || (change.kind === "payment" && isOfMine(change.id))) checkSoon();
  });

  // On the page that was left, a refund may have been requested.
  const before = useRef("/payments/");
  useEffect(() => {
    if (before.current.startsWith("/payments/")) checkSoon();
    before.current = path;
  }, [path]);

  const checkNow = useEffectEvent(() => check());
  useEffect(
    () =>
      hiddenWatch({
        isWanted: () => notifyState() === "on",
        hasMore: () => awaitedBy(personId).length > 0,
        look: () => checkNow(),
      }),
    [personId],
  );

  const newest = toasts[0];
  return (
    <>
      {mayApprove && <RefreshOnChange readAt={renderedAt} kinds={["worklists"]} />}
      <p role="status" className="sr-only">
        {newest && `${t(`ended.${newest.state}`)}. ${newest.orderName}, ${newest.number}`}
      </p>
      {newest && (
        <LoadBoundary isWanted whileLoading={null} failed={null}>
          <Toasts
            toasts={toasts}
            onClose={(number) => setToasts((shown) => shown.filter((toast) => toast.number !== number))}
          />
        </LoadBoundary>
      )}
    </>
  );
}
