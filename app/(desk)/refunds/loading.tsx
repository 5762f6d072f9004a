import { RefundListSkeleton } from "@/components/worklists/skeletons";
import { AfterBlink } from "../../first-picture";

export default function Loading() {
  return (
    <AfterBlink>
      <RefundListSkeleton />
    </AfterBlink>
  );
}
