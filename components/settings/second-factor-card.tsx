"use client";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { optionalPart } from "@/components/ui/optional-part";
import { Time } from "@/components/ui/time";
import type { SecondFactorState } from "@/lib/domain/people/second-factor";
import { PasswordStep } from "./password-step";
import { RecoveryCodes } from "./recovery-codes";
import type { SecondFactorActions } from "./second-factor-actions";

const SetUpSecondFactor = optionalPart(
  dynamic(() => import("./set-up-second-factor").then((file) => file.SetUpSecondFactor)),
);

type SecondFactorCardProps = {
  state: SecondFactorState;
  /** A passkey is both factors. */
  hasPasskey: boolean;
  actions: SecondFactorActions;
  signInHref: string;
};

type Step = { kind: "set-up" | "renew" | "remove" } | { kind: "codes"; codes: readonly string[] } | null;

export function SecondFactorCard({ state, hasPasskey, actions, signInHref }: SecondFactorCardProps) {
  const t = useTranslations("secondFactor");
  const instead = hasPasskey ? "passkey" : "off";
  const router = useRouter();
  const [step, setStep] = useState<Step>(null);
  const [news, setNews] = useState("");

  function end(text: string) {
    setStep(null);
    setNews(text);
    router.refresh();
  }

  return (
    <Card id="second-factor" title={t("title")}>
      <div className="flex flex-col items-start gap-3 px-5 pt-1 pb-5">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={state.isSetUp || hasPasskey ? "ok" : "neutral"}>
            {t(state.isSetUp ? "on" : instead)}
          </Badge>
        </p>
        <p className="text-sm text-muted">
          {t(state.isSetUp ? "bodyOn" : hasPasskey ? "bodyPasskey" : "bodyOff")}
        </p>
        {!state.isSetUp && state.dueAt !== null && (
          <Callout kind="warn" title={t("needed")}>
            <p>
              {t("due")} <Time at={state.dueAt} isExact />
            </p>
          </Callout>
        )}
        <div role="status" className="empty:hidden">
          {news !== "" && <Callout kind="success" title={news} />}
        </div>
        <div className="flex flex-wrap gap-2">
          {!state.isSetUp && <Button onPress={() => setStep({ kind: "set-up" })}>{t("setUp")}</Button>}
          {state.isSetUp && <Button onPress={() => setStep({ kind: "renew" })}>{t("renew")}</Button>}
          {state.isSetUp && <Button onPress={() => setStep({ kind: "remove" })}>{t("remove")}</Button>}
        </div>
      </div>
      {step !== null && (
        <Dialog
          isOpen
          mayClose={step.kind !== "codes"}
          onClose={() => setStep(null)}
          title={t(`dialog.${step.kind}`)}
        >
          <div className="mt-3">
            {step.kind === "set-up" && (
              <SetUpSecondFactor
                start={actions.start}
                confirm={actions.confirm}
                onDone={() => end(t("nowOn"))}
                signInHref={signInHref}
              />
            )}
            {step.kind === "renew" && (
              <PasswordStep
                run={actions.renewRecoveryCodes}
                body={t("renewBody")}
                button={t("renew")}
                onDone={(made) => setStep({ kind: "codes", codes: made.recoveryCodes })}
                signInHref={signInHref}
              />
            )}
            {step.kind === "remove" && (
              <PasswordStep
                run={actions.remove}
                body={t("removeBody")}
                button={t("remove")}
                isDanger
                onDone={() => end(t("nowOff"))}
                signInHref={signInHref}
              />
            )}
            {step.kind === "codes" && <RecoveryCodes codes={step.codes} onDone={() => end(t("renewed"))} />}
          </div>
        </Dialog>
      )}
    </Card>
  );
}
