"use client";
// Queries PortOne for a payment that the list does not have: without a press if the typed text looks like an id, otherwise
// on a press. A found payment is in the list from then on, and its page opens.
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/ui/use-action";
import { looksLikeId } from "@/lib/domain/payment/looks-like-id";
import { paymentHref } from "@/lib/domain/payment/payment-href";

type Refused = "payment-not-found" | "portone-down" | "rate-limited";
export type FindAtPortOne = Action<{ paymentId: string }, { paymentId: string }, Refused>;

/** Pause (milliseconds) after the last key before the query. */
const pauseMs = 700;

export function AskPortOne({ query, find }: { query: string; find: FindAtPortOne }) {
  const t = useTranslations("paymentList.atPortOne");
  const entry = useTranslations("common.entryError");
  const router = useRouter();
  const { run, isPending, refusal } = useAction(find);

  async function findPayment() {
    const outcome = await run({ paymentId: query });
    if (outcome.kind === "done") router.push(paymentHref(outcome.value.paymentId));
  }
  const findAfterPause = useEffectEvent(() => void findPayment());
  useEffect(() => {
    if (!looksLikeId(query)) return;
    const timer = setTimeout(findAfterPause, pauseMs);
    return () => clearTimeout(timer);
  }, [query]);

  const message = () => {
    if (isPending) return t("looking", { query });
    if (refusal === null) return t("may-have");
    switch (refusal.code) {
      case "payment-not-found":
      case "portone-down":
      case "rate-limited":
        return t(refusal.code);
      default:
        return entry(refusal.code);
    }
  };
  return (
    <>
      <p role="status" className="basis-full text-muted">
        {message()}
      </p>
      {refusal?.code !== "payment-not-found" && (
        <Button
          variant="primary"
          isPending={isPending}
          pendingLabel={t("looking", { query })}
          onPress={findPayment}
        >
          {t("ask")}
        </Button>
      )}
    </>
  );
}
