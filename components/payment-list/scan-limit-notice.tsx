// Shows the scan limit if the scan did not cover everything: payments that are not shown may still exist.
import { useTranslations } from "next-intl";
import { Time } from "@/components/ui/time";
import type { PaymentListPage } from "@/lib/domain/views/payment-list";

export function ScanLimitNotice({
  page: { scan, filter },
}: {
  page: Pick<PaymentListPage, "scan" | "filter">;
}) {
  const t = useTranslations("paymentList");
  if (scan.kind === "all") return null;
  const isTime = scan.kind === "scanned-to" && filter.sort.key === "created";
  return (
    <p role="status" className="mt-3 text-sm text-muted">
      {isTime
        ? t.rich("scan.scanned-to-time", { time: () => <Time at={`${scan.place.replace(" ", "T")}Z`} /> })
        : t(`scan.${scan.kind}`)}
    </p>
  );
}
