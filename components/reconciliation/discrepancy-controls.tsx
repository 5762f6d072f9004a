"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { useAction } from "@/components/ui/use-action";
// "Looked at" and "close", with what was refused. The form to close is loaded when it is opened.
import { signInPath } from "@/lib/domain/next-path";
import type { FindingRefusal } from "@/lib/domain/reconciliation/discrepancy";
import type { FindingActs } from "./discrepancy-acts";

const CloseFindingForm = lazy(() =>
  import("./close-discrepancy").then((file) => ({ default: file.CloseFindingForm })),
);

type FindingControlsProps = {
  findingId: string;
  /** What the finding is, for people who hear the buttons without seeing the row. */
  label: string;
  isSeen: boolean;
  acts: FindingActs;
};

export function FindingControls({ findingId, label, isSeen, acts }: FindingControlsProps) {
  const t = useTranslations("findings");
  const router = useRouter();
  const { run, isPending, refusal } = useAction(acts.see);
  const [isClosing, setClosing] = useState(false);
  const formId = useId();

  async function see() {
    const outcome = await run({ findingId });
    // Also after a refusal: it was closed elsewhere meanwhile, and the list says so.
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
        words={(code: FindingRefusal) => t(`refusal.${code}`)}
        signInHref={signInPath("/findings")}
      />
      {/* The row stays while somebody writes, also when the finding has been closed by the desk. */}
      <div id={formId} data-hold className="empty:hidden">
        {isClosing && (
          <Suspense fallback={null}>
            <CloseFindingForm findingId={findingId} close={acts.close} onClosed={() => router.refresh()} />
          </Suspense>
        )}
      </div>
    </div>
  );
}
