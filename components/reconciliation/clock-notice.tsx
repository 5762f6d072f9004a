// Warns of clocks that disagree, which make the times of timelines and the lifetime of an idempotency key uncertain.
import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import type { DiscrepancyListPage } from "@/lib/domain/reconciliation/discrepancy";

export function ClockNotice({ clocks }: Pick<DiscrepancyListPage, "clocks">) {
  const t = useTranslations("reconciliation");
  if (clocks.database === null && !clocks.portone) return null;
  const minutes = String(Math.abs(clocks.database ?? 0));
  return (
    <div className="mb-4">
      <Callout kind="warn" title={t("clocks")}>
        {clocks.database !== null && (
          <p>{clocks.database > 0 ? t("clockAhead", { minutes }) : t("clockBehind", { minutes })}</p>
        )}
        {clocks.portone && <p>{t("clockBehindPortone")}</p>}
      </Callout>
    </div>
  );
}
