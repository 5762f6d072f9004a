import { RefundListSkeleton } from "@/components/refunds/skeletons";
import { AfterBlink } from "../../first-picture";

export default function Loading() {
  return (
    <AfterBlink>
      <RefundListSkeleton />
    </AfterBlink>
  );
}
