import { PageSkeleton } from "@/components/ui/page-skeleton";
import { AfterBlink } from "../../first-picture";

export default function Loading() {
  return (
    <AfterBlink>
      <PageSkeleton cards={["h-32", "h-36", "h-40", "h-72"]} isNarrow />
    </AfterBlink>
  );
}
