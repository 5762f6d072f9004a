// Says that the list is incomplete: payments are still being pulled, or the pull has failed.
import { useTranslations } from "next-intl";
import { RefreshWhilePulling } from "@/components/live/refresh-while-pulling";
import { Callout } from "@/components/ui/callout";
import { Spinner } from "@/components/ui/spinner";
import type { PullProgress } from "@/lib/domain/views/payment-list";

/** Shown beside the title of the list, because a pull begins by itself and must not push the rows down. */
export function PullRunning({ pull, anyRows }: { pull: PullProgress; anyRows: boolean }) {
  const t = useTranslations("paymentList");
  if (pull.state !== "running") return null;
  return (
    <>
      <RefreshWhilePulling />
      {anyRows && (
        <p role="status" className="flex min-w-0 items-center gap-1.5 text-sm text-muted">
          <Spinner className="size-3.5 shrink-0" />
          <span className="truncate">{t("pulling", { count: pull.pulled.toLocaleString("en") })}</span>
        </p>
      )}
    </>
  );
}

export function PullFailed({ pull }: { pull: PullProgress }) {
  const t = useTranslations("paymentList");
  const count = pull.pulled.toLocaleString("en");
  if (pull.state !== "failed") return null;
  return (
    <div className="mb-4">
      <Callout kind="warn" title={t("pullFailed")}>
        {t("pullFailedNext", { count })}
      </Callout>
    </div>
  );
}
