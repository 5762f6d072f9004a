import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { RefundState } from "@/lib/domain/refund/refund";
import { refundTone } from "./refund-labels";

export function RefundBadge({ state }: { state: RefundState }) {
  const t = useTranslations("refund");
  return <Badge tone={refundTone[state]}>{t(`badge.${state}`)}</Badge>;
}
