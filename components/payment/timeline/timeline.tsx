"use client";
// The events of a payment, newest first, by day in Seoul. Pointing at a row highlights the rows of the same refund or
// cancellation.
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "@/components/ui/card";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { optionalPart } from "@/components/ui/optional-part";
import type { TimelineGap } from "@/lib/domain/timeline/timeline-gaps";
import type { TimelineItem } from "@/lib/domain/views/timeline";
import { TimelineRow } from "./timeline-row";
import { threadsOf } from "./timeline-threads";

const TimelineGaps = optionalPart(dynamic(() => import("./timeline-gaps").then((file) => file.TimelineGaps)));

type TimelineProps = { items: readonly TimelineItem[]; gaps: readonly TimelineGap[] };

export function Timeline({ items, gaps }: TimelineProps) {
  const t = useTranslations("timeline");
  const locale = useLocale();
  const [lit, setLit] = useState<string | null>(null);
  const threads = threadsOf(items);
  const newestFirst = [...items].sort((a, b) => b.at.localeCompare(a.at) || b.seq - a.seq);
  const days = Map.groupBy(newestFirst, ({ at }) => seoulTime(at, "day", locale));
  return (
    <Card id="timeline" title={t("title")}>
      {newestFirst.length === 0 && <p className="px-5 pt-2 pb-5 text-muted">{t("empty")}</p>}
      <div className="flex flex-col gap-3 px-3 pt-2 pb-4">
        {gaps.length > 0 && <TimelineGaps gaps={gaps} />}
        {[...days].map(([day, ofDay]) => (
          <section key={day} aria-label={day}>
            <h3 className="px-2 py-1 text-xs font-semibold text-faint">{day}</h3>
            <ol>
              {ofDay.map((item, index) => {
                const thread = threads.get(item.seq) ?? null;
                return (
                  <TimelineRow
                    key={item.seq}
                    item={item}
                    isLast={index === ofDay.length - 1}
                    isLit={thread !== null && thread === lit}
                    onPoint={(inside) => setLit(inside ? thread : null)}
                  />
                );
              })}
            </ol>
          </section>
        ))}
      </div>
    </Card>
  );
}
