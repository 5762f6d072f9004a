// Pulls new payments from PortOne now. The plain form works without JavaScript; the notice above the list shows the progress.
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonStyle } from "@/components/ui/button-style";
import { UnlessDeskUpdated } from "@/components/ui/desk-updated-notice";
import { Time } from "@/components/ui/time";
import type { PullProgress } from "@/lib/domain/views/payment-list";

export function PullAgain({ pull, pullAgain }: { pull: PullProgress; pullAgain: () => Promise<void> }) {
  const t = useTranslations("paymentList");
  return (
    <UnlessDeskUpdated>
      <form action={pullAgain} className="mt-3 flex items-center gap-2">
        <button type="submit" className={buttonStyle("quiet", "sm")} disabled={pull.state === "running"}>
          <RefreshCw className="size-4" aria-hidden="true" />
          {t("pullAgain")}
        </button>
        {pull.finishedAt !== null && pull.state === "done" && (
          <span className="text-xs text-faint">
            {t.rich("pulledAt", { time: () => <Time at={pull.finishedAt ?? ""} /> })}
          </span>
        )}
      </form>
    </UnlessDeskUpdated>
  );
}
