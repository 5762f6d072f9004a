"use client";
// A payment that the list does not have may be at PortOne: it is asked for by itself when what was typed looks like an id,
// and on a press otherwise. Found, it is in the list from now on, and its page is shown.
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { paymentHref } from "@/components/labels/payment-href";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/ui/use-action";
import { looksLikeId } from "@/lib/domain/payment/looks-like-id";

type Refused = "payment-not-found" | "portone-down" | "asked-too-often";
export type FindAtPortOne = Action<{ paymentId: string }, { paymentId: string }, Refused>;

/** Whoever still types is not done. */
const pauseMs = 700;

export function AskPortOne({ query, find }: { query: string; find: FindAtPortOne }) {
  const t = useTranslations("paymentList.atPortOne");
  const entry = useTranslations("common.entryError");
  const router = useRouter();
  const { run, isPending, refusal } = useAction(find);

  async function scan() {
    const outcome = await run({ paymentId: query });
    if (outcome.kind === "done") router.push(paymentHref(outcome.value.paymentId));
  }
  const lookByItself = useEffectEvent(() => void scan());
  useEffect(() => {
    if (!looksLikeId(query)) return;
    const timer = setTimeout(lookByItself, pauseMs);
    return () => clearTimeout(timer);
  }, [query]);

  const said = () => {
    if (isPending) return t("looking", { query });
    if (refusal === null) return t("may-have");
    switch (refusal.code) {
      case "payment-not-found":
      case "portone-down":
      case "asked-too-often":
        return t(refusal.code);
      default:
        return entry(refusal.code);
    }
  };
  return (
    <>
      <p role="status" className="basis-full text-muted">
        {said()}
      </p>
      {refusal?.code !== "payment-not-found" && (
        <Button variant="primary" isPending={isPending} pendingLabel={t("looking", { query })} onPress={scan}>
          {t("ask")}
        </Button>
      )}
    </>
  );
}
