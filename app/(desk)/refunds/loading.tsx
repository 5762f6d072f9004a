import { RefundListSkeleton } from "@/components/refunds/skeletons";

export default function Loading() {
  return <RefundListSkeleton />;
}
