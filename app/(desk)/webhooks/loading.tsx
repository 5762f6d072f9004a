import { InboxSkeleton } from "@/components/webhooks/skeletons";
import { AfterBlink } from "../../first-picture";

export default function Loading() {
  return (
    <AfterBlink>
      <InboxSkeleton />
    </AfterBlink>
  );
}
