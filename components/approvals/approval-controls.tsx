"use client";
// The decision about a request: approve, reject with a reason, send back, or withdraw one's own.
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { lazy, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { LoadBoundary } from "@/components/ui/load-boundary";
import { PartNotLoaded } from "@/components/ui/part-not-loaded";
import { formatMoney } from "@/lib/domain/money";
import { type ApprovalView, movedAmount } from "@/lib/domain/views/approval";
import type { ApprovalActions } from "./approval-actions";
import { useDecisionNews } from "./decision-news";

const ApproveDialog = lazy(() =>
  import("./decision-dialogs").then((file) => ({ default: file.ApproveDialog })),
);
const RejectDialog = lazy(() =>
  import("./decision-dialogs").then((file) => ({ default: file.RejectDialog })),
);
const DecisionNoteDialog = lazy(() =>
  import("./decision-dialogs").then((file) => ({ default: file.DecisionNoteDialog })),
);

type ApprovalControlsProps = {
  approval: ApprovalView;
  actions: ApprovalActions;
  onAmend?: () => void;
  onChanged?: () => void;
  signInHref: string;
};

type Step = "approve" | "reject" | "return" | "withdraw" | null;

export function ApprovalControls(props: ApprovalControlsProps) {
  const { approval, actions, onAmend, signInHref } = props;
  const t = useTranslations("approvals");
  const locale = useLocale();
  const router = useRouter();
  const onChanged = props.onChanged ?? (() => router.refresh());
  const [step, setStep] = useState<Step>(null);
  const [outcome, setOutcome] = useState<string | null>(null);
  const isOutdated = useRef(false);
  const say = useDecisionNews();
  const { decide, withdraw } = actions;
  const mayDecide = decide !== null && approval.mayDecide;
  const mayWithdraw = approval.mayAmend;
  const amount = formatMoney(movedAmount(approval), approval.currency, locale);
  const name = approval.payment.orderName;
  const shared = {
    approval,
    amount,
    onClose: () => {
      setStep(null);
      if (isOutdated.current) onChanged();
      isOutdated.current = false;
    },
    onDone: (text: string) => {
      setStep(null);
      setOutcome(text);
      say?.(text);
      onChanged();
    },
    // Somebody else has decided meanwhile, or the payment has changed. The card of a request that has ended would take the
    // dialog and its explanation with it, so the page is read again when the dialog closes.
    onRefused: () => {
      isOutdated.current = true;
    },
    signInHref,
  };
  return (
    <>
      {outcome && say === null && (
        <div role="status">
          <Callout kind="success" title={outcome} />
        </div>
      )}
      {approval.hasApproved && approval.state === "waiting" && (
        <p className="text-sm text-muted">{t("waitsForAnother")}</p>
      )}
      {approval.isOwn && approval.state === "waiting" && (
        <p className="text-sm text-muted">{t("ownWaits")}</p>
      )}
      {(mayDecide || mayWithdraw) && outcome === null && (
        <div className="flex flex-wrap gap-2 max-sm:grid max-sm:grid-cols-2">
          {mayDecide && (
            <>
              {approval.mayApprove && (
                <Button
                  variant="primary"
                  className="max-sm:col-span-2 max-sm:min-h-12"
                  aria-label={t("approveOf", { amount, name })}
                  onPress={() => setStep("approve")}
                >
                  {t("approve", { amount })}
                </Button>
              )}
              <Button aria-label={t("rejectOf", { amount, name })} onPress={() => setStep("reject")}>
                {t("reject")}
              </Button>
              <Button aria-label={t("returnOf", { amount, name })} onPress={() => setStep("return")}>
                {t("return")}
              </Button>
            </>
          )}
          {mayWithdraw && (
            <>
              {onAmend && <Button onPress={onAmend}>{t("amend")}</Button>}
              <Button aria-label={t("withdrawOf", { amount, name })} onPress={() => setStep("withdraw")}>
                {t("withdraw")}
              </Button>
            </>
          )}
        </div>
      )}
      {step !== null && (
        <LoadBoundary isWanted whileLoading={null} failed={<PartNotLoaded />}>
          {step === "approve" && decide && <ApproveDialog {...shared} decide={decide} />}
          {step === "reject" && decide && <RejectDialog {...shared} decide={decide} />}
          {step === "return" && decide && (
            <DecisionNoteDialog
              {...shared}
              kind="return"
              send={(input) => decide({ ...input, decision: "return" })}
            />
          )}
          {step === "withdraw" && <DecisionNoteDialog {...shared} kind="withdraw" send={withdraw} />}
        </LoadBoundary>
      )}
    </>
  );
}
