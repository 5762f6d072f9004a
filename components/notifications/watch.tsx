"use client";
// Follows the refunds that this person requested, on every page, and announces their end: by a toast, or in a hidden tab by
// a notification, if switched on.
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, useEffect, useEffectEvent, useRef, useState } from "react";
import { useChanges } from "@/components/live/live";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { LoadBoundary } from "@/components/ui/load-boundary";
import { paymentHref } from "@/lib/domain/payment/payment-href";
import { type EndedRefund, hasEnded } from "@/lib/domain/refund/awaited-refund";
import { awaitedBy, fetchAwaited, recordAwaited } from "./awaited";
import { hiddenWatch } from "./hidden-watch";
import { notify, notifyState } from "./notifications";

const Toasts = lazy(() => import("./toasts").then((file) => ({ default: file.Toasts })));

/** Changes within this time (milliseconds) cause one check. */
const gatherMs = 300;
/** The same for changes of a payment whose page is open, where a refund may just have been requested: the page itself comes first. */
const gatherOnPageMs = 1_500;
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
  const timer = useRef<{ id: ReturnType<typeof setTimeout>; dueAt: number }>(undefined);

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

  const checkWithin = useEffectEvent((ms: number) => {
    const dueAt = Date.now() + ms;
    if (timer.current !== undefined && timer.current.dueAt <= dueAt) return;
    clearTimeout(timer.current?.id);
    const id = setTimeout(() => {
      timer.current = undefined;
      void check();
    }, ms);
    timer.current = { id, dueAt };
  });
  useEffect(() => () => clearTimeout(timer.current?.id), []);

  useChanges(renderedAt, (change) => {
    if (change.kind === "missed") checkWithin(gatherMs);
    else if (change.kind === "payment" && payments.current.has(change.id)) checkWithin(gatherMs);
    else if (change.kind === "payment" && path === paymentHref(change.id)) checkWithin(gatherOnPageMs);
  });

  // On the page that was left, a refund may have been requested.
  const before = useRef("/payments/");
  useEffect(() => {
    if (before.current.startsWith("/payments/")) checkWithin(gatherMs);
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
