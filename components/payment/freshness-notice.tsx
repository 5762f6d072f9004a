// Says that PortOne could not be read just now, and how old the shown state is.
import { useLocale, useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { seoulTime } from "@/components/ui/format-seoul-time";
import type { Freshness } from "@/lib/domain/views/payment-page";

export function FreshnessNotice({ freshness, syncedAt }: { freshness: Freshness; syncedAt: string }) {
  const t = useTranslations("payment");
  const locale = useLocale();
  if (freshness.fresh) return null;
  return (
    <div className="mb-4">
      <Callout
        kind="warn"
        role="status"
        title={t(`stale.${freshness.cause}`, { time: seoulTime(syncedAt, "minute", locale) })}
      >
        {t(`staleNext.${freshness.cause}`)}
      </Callout>
    </div>
  );
}
