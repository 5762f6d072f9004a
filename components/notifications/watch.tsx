"use client";
// Follows the refunds that this person asked for, on whatever page they are, and tells when one has ended: by a toast, or
// where the desk is not looked at by a notification, if that is wanted.
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from "react";
import { paymentHref } from "@/components/labels/payment-href";
import { useChanges } from "@/components/live/live";
import { type EndedRefund, hasEnded } from "@/lib/domain/refund/awaited-refund";
import { askAwaited, awaitedBy, noteAwaited } from "./awaited";
import { hiddenWatch } from "./hidden-watch";
import { notify, notifyState } from "./notifications";

const Toasts = lazy(() => import("./toasts").then((file) => ({ default: file.Toasts })));

/** What comes close together is read once. */
const gatherMs = 300;
/** A tab that is looked at hears of an end sooner than a hidden one asks, and tells it by a toast. */
const preferToastMs = 3_000;
const mostToasts = 3;

export type WatchProps = {
  personId: string;
  /** When the page was rendered (milliseconds, the server's clock). */
  renderedAt: number;
};

export function Watch({ personId, renderedAt }: WatchProps) {
  const t = useTranslations("notifications");
  const path = usePathname();
  const [toasts, setToasts] = useState<readonly EndedRefund[]>([]);
  const payments = useRef<ReadonlySet<string>>(new Set());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  async function look(): Promise<void> {
    const asked = awaitedBy(personId);
    const refunds = await askAwaited(asked);
    if (refunds === null) return;
    payments.current = new Set(refunds.filter((one) => !hasEnded(one)).map(({ paymentId }) => paymentId));
    if (document.hidden) await new Promise((resolve) => setTimeout(resolve, preferToastMs));
    tell(noteAwaited(personId, asked, refunds));
  }

  const tell = useEffectEvent((ended: readonly EndedRefund[]) => {
    if (document.hidden) {
      for (const { number, state, paymentId } of ended)
        notify(t(`ended.${state}`), t("notified", { number }), number, paymentHref(paymentId));
      return;
    }
    // The payment's own page tells it by itself.
    const elsewhere = ended.filter(({ paymentId }) => path !== paymentHref(paymentId));
    if (elsewhere.length > 0) setToasts((shown) => [...elsewhere, ...shown].slice(0, mostToasts));
  });

  const checkSoon = useEffectEvent(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void look();
    }, gatherMs);
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  useChanges(renderedAt, (one) => {
    // On the page of a payment a refund of it may just have been asked for.
    const isOfMine = (id: string) => payments.current.has(id) || path === paymentHref(id);
    if (one.kind === "missed" || (one.kind === "payment" && isOfMine(one.id))) checkSoon();
  });

  // On the page that was left a refund may have been asked for.
  const before = useRef("/payments/");
  useEffect(() => {
    if (before.current.startsWith("/payments/")) checkSoon();
    before.current = path;
  }, [path]);

  const lookNow = useEffectEvent(() => look());
  useEffect(
    () =>
      hiddenWatch({
        isWanted: () => notifyState() === "on",
        hasMore: () => awaitedBy(personId).length > 0,
        look: () => lookNow(),
      }),
    [personId],
  );

  const newest = toasts[0];
  return (
    <>
      <p role="status" className="sr-only">
        {newest && `${t(`ended.${newest.state}`)}. ${newest.orderName}, ${newest.number}`}
      </p>
      {newest && (
        <Suspense fallback={null}>
          <Toasts
            toasts={toasts}
            onClose={(number) => setToasts((shown) => shown.filter((one) => one.number !== number))}
          />
        </Suspense>
      )}
    </>
  );
}
