// How far the list went, where it did not go through everything: what is not shown may still be there.
import { useTranslations } from "next-intl";
import { Time } from "@/components/ui/time";
import type { PaymentListPage } from "@/lib/domain/views/payment-list";

export function ReachNote({ page: { reach, filter } }: { page: Pick<PaymentListPage, "reach" | "filter"> }) {
  const t = useTranslations("payments");
  if (reach.kind === "all") return null;
  const isTime = reach.kind === "looked-to" && filter.sort.key === "created";
  return (
    <p role="status" className="mt-3 text-sm text-muted">
      {isTime
        ? t.rich("reach.looked-to-time", { time: () => <Time at={`${reach.place.replace(" ", "T")}Z`} /> })
        : t(`reach.${reach.kind}`)}
    </p>
  );
}
