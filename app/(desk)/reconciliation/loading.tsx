import { PageSkeleton } from "@/components/ui/page-skeleton";

export default function Loading() {
  return <PageSkeleton cards={["h-14", "h-10", "h-96"]} />;
}
