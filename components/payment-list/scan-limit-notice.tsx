// Says that there may be more payments than the list shows, and what to do about it.
import Link from "next/link";
import { useTranslations } from "next-intl";
import { listHref } from "@/components/labels/payment-list-href";
import { type ButtonSize, linkButtonStyle } from "@/components/ui/button-style";
import { Time } from "@/components/ui/time";
import type { PaymentListPage } from "@/lib/domain/views/payment-list";

type PageScan = Pick<PaymentListPage, "scan" | "filter" | "next">;

export function ScanLimitNotice({ page }: { page: PageScan }) {
  const t = useTranslations("paymentList");
  const { scan } = page;
  if (scan.kind === "all") return null;
  return (
    <p role="status" className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
      <span>{scan.kind === "scanned-to" ? <SearchedSoFar page={page} /> : t(`scan.${scan.kind}`)}</span>
      <ContinueSearch page={page} size="sm" />
    </p>
  );
}

/** Says up to where the search went: a time if the list is in order of creation. */
export function SearchedSoFar({ page: { scan, filter } }: { page: Pick<PageScan, "scan" | "filter"> }) {
  const t = useTranslations("paymentList");
  if (scan.kind !== "scanned-to") return null;
  if (filter.sort.key !== "created") return t("scan.scanned-to");
  return t.rich("scan.scanned-to-time", { time: () => <Time at={`${scan.place.replace(" ", "T")}Z`} /> });
}

export function ContinueSearch({
  page: { scan, filter, next },
  size,
}: {
  page: PageScan;
  size?: ButtonSize;
}) {
  const t = useTranslations("paymentList");
  if (scan.kind !== "scanned-to" || next === null) return null;
  return (
    <Link
      href={listHref({ ...filter, after: next })}
      prefetch={false}
      className={linkButtonStyle("secondary", size)}
    >
      {t("scan.continue")}
    </Link>
  );
}
