// Timeline entries that the final processing of a webhook added for its payment.
import { useTranslations } from "next-intl";
import { timelineStyle } from "@/components/labels/timeline-style";
import { timelineTitle, useTimelineLabels } from "@/components/labels/timeline-title";
import { Time } from "@/components/ui/time";
import { toneSoft } from "@/components/ui/tone";
import type { EntryView } from "@/lib/domain/views/timeline";
import type { DeliveryDetail } from "@/lib/domain/webhook/delivery";

export function DeliveryChanges({ changes }: { changes: NonNullable<DeliveryDetail["changes"]> }) {
  const t = useTranslations("webhooks");
  if (changes.length === 0) return <p className="px-5 pt-1 pb-4 text-muted">{t("noChanges")}</p>;
  return (
    <ul className="flex flex-col gap-2 px-5 pt-2 pb-4">
      {changes.map(({ at, entry }) => (
        <Change key={`${at}/${JSON.stringify(entry)}`} at={at} entry={entry} />
      ))}
    </ul>
  );
}

function Change({ at, entry }: { at: string; entry: EntryView }) {
  const title = timelineTitle(useTimelineLabels(), entry);
  const t = useTranslations("webhooks");
  const { tone, icon: Icon } = timelineStyle(entry);
  const number = "number" in entry ? entry.number : "refundNumber" in entry ? entry.refundNumber : null;
  return (
    <li className="flex items-start gap-2.5">
      <span
        className={`grid size-6 shrink-0 place-items-center rounded-full ${toneSoft[tone]}`}
        aria-hidden="true"
      >
        <Icon className="size-3.5" />
      </span>
      <span className="min-w-0 flex-1 pt-px">
        <span className="block">{title}</span>
        {number && <span className="block text-xs text-faint">{t("ofRefund", { number })}</span>}
      </span>
      <Time at={at} isExact className="shrink-0 pt-0.5 text-xs text-faint" />
    </li>
  );
}
