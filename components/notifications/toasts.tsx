"use client";
// Refunds that ended while the person was on another page. A toast stays until it is opened or closed, because nobody knows
// when it is read. A new toast stands above the earlier ones, which do not move.
import { CircleAlert, CircleCheck, CircleHelp, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { paymentHref } from "@/lib/domain/payment/payment-href";
import type { EndedRefund } from "@/lib/domain/refund/awaited-refund";

const styles: Record<EndedRefund["state"], { icon: typeof X; ink: string }> = {
  succeeded: { icon: CircleCheck, ink: "text-ok" },
  failed: { icon: CircleAlert, ink: "text-danger" },
  undecided: { icon: CircleHelp, ink: "text-warn" },
};

type ToastsProps = { toasts: readonly EndedRefund[]; onClose: (number: string) => void };

export function Toasts({ toasts, onClose }: ToastsProps) {
  const t = useTranslations("notifications");
  return (
    <section
      aria-label={t("region")}
      className="pointer-events-none fixed inset-4 z-40 flex flex-col-reverse gap-2 sm:left-auto sm:w-88"
    >
      {toasts.map(({ number, paymentId, orderName, state }) => {
        const { icon: Icon, ink } = styles[state];
        return (
          <div
            key={number}
            className="overlay-in pointer-events-auto flex items-start gap-3 rounded-lg border border-line bg-raised py-3 pr-2 pl-4 text-ink shadow-float"
          >
            <Icon className={`mt-0.5 size-5 shrink-0 ${ink}`} aria-hidden="true" />
            <div className="min-w-0 grow">
              <p className="font-semibold">{t(`ended.${state}`)}</p>
              <p className="truncate text-sm text-muted">
                {orderName} · {number}
              </p>
              <Link
                href={paymentHref(paymentId)}
                onClick={() => onClose(number)}
                className="inline-flex min-h-8 items-center text-sm font-semibold text-accent hover:underline"
              >
                {t("show")}
              </Link>
            </div>
            <button
              type="button"
              aria-label={t("close", { number })}
              onClick={() => onClose(number)}
              className="grid size-9 shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink"
            >
              <X className="size-4" aria-hidden="true" />
            </button>
          </div>
        );
      })}
    </section>
  );
}
