// Names the query parameters that were ignored, so that nobody mistakes the list for the requested list.
import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import type { FilterProblem } from "@/lib/domain/payment/payment-filter";

export function NotUnderstood({ problems }: { problems: readonly FilterProblem[] }) {
  const t = useTranslations("paymentList");
  if (problems.length === 0) return null;
  return (
    <div className="mb-4">
      <Callout kind="warn" title={t("ignoredTitle")} role="status">
        {problems.map((problem) => t(`ignored.${problem}`)).join(" ")}
      </Callout>
    </div>
  );
}
