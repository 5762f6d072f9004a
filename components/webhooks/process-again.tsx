"use client";
// Processes a webhook again and shows the result.
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { FormAlert } from "@/components/ui/form-alert";
import { useAction } from "@/components/ui/use-action";
import type { ProcessAgainAction } from "./webhook-actions";

type ProcessAgainProps = {
  deliveryId: string;
  /** The webhook waits for a person. */
  isUrgent: boolean;
  processAgain: ProcessAgainAction;
  signInHref: string;
};

export function ProcessAgain({ deliveryId, isUrgent, processAgain, signInHref }: ProcessAgainProps) {
  const t = useTranslations("webhookActions");
  const router = useRouter();
  const { run, isPending, refusal } = useAction(processAgain);
  const [changes, setChanges] = useState<number | null>(null);

  async function again() {
    setChanges(null);
    const outcome = await run({ deliveryId });
    if (outcome.kind === "done") setChanges(outcome.value.changes);
    // Also after a refusal, because the cause is stored with the webhook.
    if (outcome.kind !== "running") router.refresh();
  }

  return (
    <div className="flex flex-col gap-2.5">
      <div>
        <Button
          variant={isUrgent ? "primary" : "secondary"}
          isPending={isPending}
          pendingLabel={t("again.working")}
          shortcut="a"
          onPress={() => void again()}
        >
          <RotateCw className="size-4" aria-hidden="true" />
          {t("again.button")}
        </Button>
      </div>
      <div role="status">
        {changes !== null && (
          <Callout kind="success" title={t("again.done")}>
            {changes === 0 ? t("again.nothingNew") : t("again.changes", { count: changes })}
          </Callout>
        )}
      </div>
      {changes === null && (
        <FormAlert refusal={refusal} labels={(code) => t(`again.error.${code}`)} signInHref={signInHref} />
      )}
    </div>
  );
}
