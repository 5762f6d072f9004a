import { useTranslations } from "next-intl";
import { Badge, StatusDot } from "@/components/ui/badge";
import type { PaymentStatus as Status } from "@/lib/domain/payment/payment";
import { paymentStatusName, paymentTone } from "./payment-labels";

type PaymentStatusProps = { status: Status; rawStatus: string; as?: "dot" | "badge" };

export function PaymentStatusBadge({ status, rawStatus, as = "dot" }: PaymentStatusProps) {
  const t = useTranslations("payment");
  const tone = paymentTone[status];
  const name = paymentStatusName(t, status, rawStatus);
  if (as === "dot") return <StatusDot tone={tone}>{name}</StatusDot>;
  return (
    <Badge tone={tone} size="md">
      {name}
    </Badge>
  );
}

/** Marks a payment of a TEST channel, where no money moves. */
export function TestBadge({ channelType, size }: { channelType: string | null; size?: "sm" | "md" }) {
  const t = useTranslations("payment");
  if (channelType !== "TEST") return null;
  return (
    <Badge tone="warn" title={t("testMeans")} size={size ?? "sm"}>
      {t("test")}
    </Badge>
  );
}
