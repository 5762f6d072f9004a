// Placeholder of the refunds while the server reads: the same boxes in the same sizes.
import { Skeleton } from "@/components/ui/skeleton";

const rows = Array.from({ length: 8 }, (_, index) => index);

export function RefundListSkeleton() {
  return (
    <div aria-busy="true">
      <Skeleton className="mb-2 h-10 w-28" />
      <Skeleton className="mb-3 h-10 w-full" />
      <Skeleton className="mb-3 h-5 w-72 max-w-full" />
      <div className="divide-y divide-line rounded-lg border border-line bg-surface">
        {rows.map((row) => (
          <div key={row} className="flex h-20 items-center gap-6 px-5">
            <Skeleton className="h-4 w-1/4" />
            <Skeleton className="h-4 w-16" />
            <Skeleton className="h-4 w-1/3 max-md:hidden" />
            <Skeleton className="ml-auto h-4 w-20" />
          </div>
        ))}
      </div>
    </div>
  );
}
