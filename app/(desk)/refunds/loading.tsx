import { RefundListSkeleton } from "@/components/worklists/skeletons";

export default function Loading() {
  return <RefundListSkeleton />;
}
