import { InboxSkeleton } from "@/components/webhooks/skeletons";

export default function Loading() {
  return <InboxSkeleton />;
}
