// Says when the list is not the whole truth: payments are still being fetched, or fetching stopped.
import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { Spinner } from "@/components/ui/spinner";
import type { PullProgress } from "@/lib/domain/views";
import { RefreshWhilePulling } from "./refresh-while-pulling";

export function PullNotice({ pull, anyRows }: { pull: PullProgress; anyRows: boolean }) {
  const t = useTranslations("payments");
  const count = pull.pulled.toLocaleString("en");
  if (pull.state === "running") {
    return (
      <>
        <RefreshWhilePulling />
        {anyRows && (
          <p role="status" className="mb-3 flex items-center gap-2 text-sm text-muted">
            <Spinner className="size-3.5 shrink-0" />
            {t("pulling", { count })}
          </p>
        )}
      </>
    );
  }
  if (pull.state !== "failed") return null;
  return (
    <div className="mb-4">
      <Callout kind="warn" title={t("pullFailed")}>
        {t("pullFailedNext", { count })}
      </Callout>
    </div>
  );
}
