"use client";
// Announces state changes of refunds to screen readers while the page is open.
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { RefundState } from "@/lib/domain/refund/refund";
import type { RefundView } from "@/lib/domain/views/refund";

export function RefundAnnouncer({ refunds }: { refunds: readonly RefundView[] }) {
  const t = useTranslations("refund");
  const known = useRef<ReadonlyMap<string, RefundState> | null>(null);
  const [changed, setChanged] = useState<RefundView | null>(null);

  useEffect(() => {
    const before = known.current;
    known.current = new Map(refunds.map(({ id, state }) => [id, state]));
    if (before === null) return;
    const news = refunds.find(({ id, state }) => before.get(id) !== state);
    if (news) setChanged(news);
  }, [refunds]);

  return (
    <p role="status" className="sr-only">
      {changed && t("announce", { number: changed.number, state: t(`badge.${changed.state}`) })}
    </p>
  );
}
