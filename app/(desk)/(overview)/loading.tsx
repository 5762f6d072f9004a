import { OverviewSkeleton } from "@/components/overview/skeletons";
import { AfterBlink } from "../../first-picture";

export default function Loading() {
  return (
    <AfterBlink>
      <OverviewSkeleton />
    </AfterBlink>
  );
}
