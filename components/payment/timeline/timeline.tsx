// The events of a payment, newest first, by day in Seoul. The events of a refund are folded into one entry.
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { optionalPart } from "@/components/ui/optional-part";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { EventDetails } from "./event-details";
import { groupTimeline, type TimelineGroup } from "./timeline-groups";
import { TimelineRow } from "./timeline-row";

// Only payments with refunds or gaps need these.
const RefundEvents = optionalPart(dynamic(() => import("./refund-events").then((file) => file.RefundEvents)));
const TimelineGaps = optionalPart(dynamic(() => import("./timeline-gaps").then((file) => file.TimelineGaps)));

type TimelineProps = { detail: Pick<PaymentDetail, "timeline" | "gaps" | "refunds"> };

export function Timeline({ detail }: TimelineProps) {
  const t = useTranslations("timeline");
  const locale = useLocale();
  const { groups, otherGaps } = groupTimeline(detail.timeline, detail.gaps);
  const days = Map.groupBy(groups, ({ items }) => seoulTime(items[0]?.at ?? "", "day", locale));
  return (
    <Card id="timeline" title={t("title")}>
      {groups.length === 0 && <p className="px-5 pt-2 pb-5 text-muted">{t("empty")}</p>}
      <div className="flex flex-col gap-3 px-3 pt-2 pb-4">
        {otherGaps.length > 0 && (
          <section aria-labelledby="gaps">
            <h3 id="gaps" className="px-2 py-1 text-xs font-semibold text-faint">
              {t("gap.title")}
            </h3>
            <TimelineGaps gaps={otherGaps} />
          </section>
        )}
        {[...days].map(([day, ofDay]) => (
          <section key={day} aria-label={day}>
            <h3 className="px-2 py-1 text-xs font-semibold text-faint">{day}</h3>
            <ol>
              {ofDay.map((group, index) => (
                <Group
                  key={group.number ?? group.items[0]?.seq}
                  group={group}
                  refunds={detail.refunds}
                  isLast={index === ofDay.length - 1}
                />
              ))}
            </ol>
          </section>
        ))}
      </div>
    </Card>
  );
}

type GroupProps = { group: TimelineGroup; refunds: PaymentDetail["refunds"]; isLast: boolean };

function Group({ group, refunds, isLast }: GroupProps) {
  const refund = refunds.find(({ number }) => number === group.number);
  const [first] = group.items;
  if (refund !== undefined) return <RefundEvents refund={refund} group={group} isLast={isLast} />;
  return first && <TimelineRow item={first} details={<EventDetails entry={first.entry} />} isLast={isLast} />;
}
