"use client";
// Reads PortOne again on a press and says what changed.
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFigureLabels } from "@/components/labels/figure-labels";
import { cancellationStatusName, paymentStatusName, triggerName } from "@/components/labels/payment-labels";
import { paymentKey } from "@/components/live/payment-query";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { FormAlert } from "@/components/ui/form-alert";
import { useAction } from "@/components/ui/use-action";
import type { RereadOutcome } from "@/lib/domain/views/payment-page";
import type { PaymentActions } from "./payment-actions";

type RereadButtonProps = {
  storeId: string;
  paymentId: string;
  rereadPayment: NonNullable<PaymentActions["rereadPayment"]>;
};

export function RereadButton({ storeId, paymentId, rereadPayment }: RereadButtonProps) {
  const t = useTranslations("refund");
  const queries = useQueryClient();
  const { run, isPending, refusal } = useAction(rereadPayment);
  const [found, setFound] = useState<RereadOutcome | null>(null);

  async function reread() {
    const answer = await run({ storeId, paymentId });
    setFound(answer.kind === "done" ? answer.value : null);
    if (answer.kind === "done") await queries.invalidateQueries({ queryKey: paymentKey(paymentId) });
  }

  return (
    <div className="flex flex-col items-start gap-3">
      <Button isPending={isPending} pendingLabel={t("reread.working")} onPress={() => void reread()}>
        {t("reread.button")}
      </Button>
      <div role="status" className="w-full empty:hidden">
        {found && !isPending && <Found found={found} />}
      </div>
      <FormAlert
        refusal={refusal}
        labels={(code: "payment-not-found" | "portone-unreachable") => t(`reread.error.${code}`)}
      />
    </div>
  );
}

function Found({ found: { status, cancellations } }: { found: RereadOutcome }) {
  const t = useTranslations("refund");
  const payment = useTranslations("payment");
  const figures = useFigureLabels();
  if (status === null && cancellations.length === 0)
    return (
      <Callout kind="info" title={t("reread.same")}>
        {t("reread.sameNext")}
      </Callout>
    );
  return (
    <Callout kind="success" title={t("reread.changed")}>
      <ul>
        {status && (
          <li>
            {t("reread.status", { status: paymentStatusName(payment, status.status, status.rawStatus) })}
          </li>
        )}
        {cancellations.map((one) => (
          <li key={one.id}>
            {[
              figures({ ...one, stated: one.stated }).sum,
              cancellationStatusName(payment, one.status, one.rawStatus),
              one.trigger && triggerName(payment, one.trigger),
            ]
              .filter(Boolean)
              .join(" · ")}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
