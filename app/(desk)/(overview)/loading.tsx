import { OverviewSkeleton } from "@/components/overview/skeletons";

export default function Loading() {
  return <OverviewSkeleton />;
}
