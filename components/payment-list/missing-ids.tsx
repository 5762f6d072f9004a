// Of several pasted ids, those of which the list shows nothing. Each can be searched alone, also at PortOne.
import Link from "next/link";
import { useTranslations } from "next-intl";
import { listHref } from "@/components/labels/payment-list-href";
import type { PaymentListPage } from "@/lib/domain/views/payment-list";

export function MissingIds({
  page: { missing, filter },
}: {
  page: Pick<PaymentListPage, "missing" | "filter">;
}) {
  const t = useTranslations("paymentList");
  if (missing.length === 0) return null;
  return (
    <p role="status" className="mt-3 flex flex-wrap gap-x-3 gap-y-1 text-sm text-muted">
      {t("missing")}
      {missing.map((id) => (
        <Link
          key={id}
          href={listHref({ ...filter, query: id })}
          prefetch={false}
          className="text-accent underline"
        >
          {id}
        </Link>
      ))}
    </p>
  );
}
