// Counts of the requests that were rejected today. Rejected requests leave no other trace.
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { RejectedRequestCounts } from "@/lib/domain/webhook/delivery";

export function RejectedRequests({ counts }: { counts: RejectedRequestCounts }) {
  const t = useTranslations("webhooks");
  return (
    <Card id="rejected-requests" title={t("rejected.title")}>
      <div className="px-5 pt-1 pb-4">
        <p className="text-sm text-muted">{t("rejected.body")}</p>
        {counts.length === 0 ? (
          <p className="mt-3 text-muted">{t("rejected.none")}</p>
        ) : (
          <dl className="mt-3 flex flex-col gap-2.5">
            {counts.map(({ reason, count }) => (
              <div key={reason} className="flex items-baseline justify-between gap-4">
                <dt className="min-w-0">
                  <span className="block">{t(`rejected.reason.${reason}.what`)}</span>
                  <span className="block text-xs text-faint">{t(`rejected.reason.${reason}.next`)}</span>
                </dt>
                <dd className="shrink-0 font-semibold">
                  {t("rejected.times", { count: count.toLocaleString("en") })}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </Card>
  );
}
