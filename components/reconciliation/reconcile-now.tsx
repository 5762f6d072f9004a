// Starts a reconciliation, and shows the last one and the progress. The plain form works without JavaScript.
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { NewRowsRequestForm } from "@/components/live/fresh-rows";
import { RefreshWhilePulling } from "@/components/live/refresh-while-pulling";
import { buttonStyle } from "@/components/ui/button-style";
import { UnlessDeskUpdated } from "@/components/ui/desk-updated-notice";
import { Spinner } from "@/components/ui/spinner";
import { Time } from "@/components/ui/time";
import type { DiscrepancyListPage } from "@/lib/domain/reconciliation/discrepancy";

type ReconcileNowProps = Pick<DiscrepancyListPage, "readings"> & {
  reconcileNow: (() => Promise<void>) | null;
};

export function ReconcileNow({ readings, reconcileNow }: ReconcileNowProps) {
  const t = useTranslations("reconciliation");
  const { changes, events, nightly } = readings;
  const running = [changes, events].filter(({ state }) => state === "running");
  const count = running.reduce((sum, { pulled }) => sum + pulled, 0).toLocaleString("en");
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-muted">
      {reconcileNow && (
        <UnlessDeskUpdated>
          <NewRowsRequestForm
            action={reconcileNow}
            end={changes.endedAt && events.endedAt && `${changes.endedAt} ${events.endedAt}`}
          >
            <button
              type="submit"
              aria-keyshortcuts="n"
              className={buttonStyle("secondary", "sm")}
              disabled={running.length > 0}
            >
              <RefreshCw className="size-4" aria-hidden="true" />
              {t("reconcileNow")}
            </button>
          </NewRowsRequestForm>
        </UnlessDeskUpdated>
      )}
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {running.length > 0 && (
          <li>
            <RefreshWhilePulling />
            <span role="status" className="flex items-center gap-1.5">
              <Spinner className="size-3.5 shrink-0" />
              {t("running", { count })}
            </span>
          </li>
        )}
        {changes.state === "failed" && <li className="text-danger">{t("changesFailed")}</li>}
        {changes.state === "done" && changes.endedAt !== null && (
          <li>{t.rich("lastRun", { time: () => <Time at={changes.endedAt ?? ""} /> })}</li>
        )}
        {events.state === "failed" && <li>{t("eventsRefused")}</li>}
        {nightly.state === "done" && nightly.endedAt !== null && (
          <li>{t.rich("lastNight", { time: () => <Time at={nightly.endedAt ?? ""} /> })}</li>
        )}
        {(nightly.state === "paused" || nightly.state === "running") && (
          <li>{t("nightUnderWay", { count: nightly.pulled.toLocaleString("en") })}</li>
        )}
      </ul>
    </div>
  );
}
