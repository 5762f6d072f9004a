// The request for approval on the page of its payment.
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { ApprovalCard, type ApprovalCardProps } from "./approval-card";

export function ApprovalPart(props: Omit<ApprovalCardProps, "isOnPayment">) {
  const t = useTranslations("approvals");
  return (
    <Card id="approval" title={t("cardTitle")}>
      <div className="px-5 pt-3 pb-5">
        <ApprovalCard {...props} isOnPayment />
      </div>
    </Card>
  );
}
