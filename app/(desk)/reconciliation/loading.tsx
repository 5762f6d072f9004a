import { PageSkeleton } from "@/components/ui/page-skeleton";
import { AfterBlink } from "../../first-picture";

export default function Loading() {
  return (
    <AfterBlink>
      <PageSkeleton cards={["h-14", "h-10", "h-96"]} />
    </AfterBlink>
  );
}
