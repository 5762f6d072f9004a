import { PageSkeleton } from "@/components/ui/page-skeleton";

export default function Loading() {
  return <PageSkeleton cards={["h-10", "h-64", "h-64"]} />;
}
