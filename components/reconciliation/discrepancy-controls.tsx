"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { LoadBoundary } from "@/components/ui/load-boundary";
import { PartNotLoaded } from "@/components/ui/part-not-loaded";
import { useAction } from "@/components/ui/use-action";
import { signInPath } from "@/lib/domain/next-path";
import type { DiscrepancyRefusal } from "@/lib/domain/reconciliation/discrepancy";
import type { DiscrepancyActions } from "./discrepancy-actions";

// The form loads when it opens.
const CloseDiscrepancyForm = lazy(() =>
  import("./close-discrepancy").then((file) => ({ default: file.CloseDiscrepancyForm })),
);

type DiscrepancyControlsProps = {
  discrepancyId: string;
  /** Names the discrepancy for screen readers, which read the buttons without the row. */
  label: string;
  isSeen: boolean;
  actions: DiscrepancyActions;
};

export function DiscrepancyControls({ discrepancyId, label, isSeen, actions }: DiscrepancyControlsProps) {
  const t = useTranslations("reconciliation");
  const router = useRouter();
  const { run, isPending, refusal } = useAction(actions.see);
  const [isClosing, setClosing] = useState(false);
  const formId = useId();

  async function see() {
    const outcome = await run({ discrepancyId });
    // Also after a refusal: the discrepancy was closed elsewhere meanwhile, and the list shows that.
    if (outcome.kind !== "running") router.refresh();
  }

  return (
    <div className="flex min-w-0 flex-col gap-3 md:w-80">
      <div className="flex gap-2 md:justify-end">
        {!isSeen && (
          <Button
            size="sm"
            variant="quiet"
            isPending={isPending}
            aria-label={t("seeOf", { label })}
            onPress={() => void see()}
          >
            {t("see")}
          </Button>
        )}
        <Button
          size="sm"
          variant="secondary"
          aria-label={t(isClosing ? "cancelOf" : "closeOf", { label })}
          aria-expanded={isClosing}
          aria-controls={formId}
          onPress={() => setClosing(!isClosing)}
        >
          {t(isClosing ? "cancel" : "close")}
        </Button>
      </div>
      <FormAlert
        refusal={refusal}
        labels={(code: DiscrepancyRefusal) => t(`refusal.${code}`)}
        signInHref={signInPath("/reconciliation")}
      />
      {/* The row stays while the person writes, even if the desk has closed the discrepancy. */}
      <div id={formId} data-hold className="empty:hidden">
        {isClosing && (
          <LoadBoundary isWanted whileLoading={null} failed={<PartNotLoaded />}>
            <CloseDiscrepancyForm
              discrepancyId={discrepancyId}
              close={actions.close}
              onClosed={() => router.refresh()}
            />
          </LoadBoundary>
        )}
      </div>
    </div>
  );
}
