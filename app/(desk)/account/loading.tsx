import { PageSkeleton } from "@/components/ui/page-skeleton";

export default function Loading() {
  return <PageSkeleton cards={["h-32", "h-36", "h-40", "h-72"]} isNarrow />;
}
