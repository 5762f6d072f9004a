// Placeholder of the inbox while the server reads: the same boxes in the same sizes.
import { Skeleton } from "@/components/ui/skeleton";

const rows = Array.from({ length: 8 }, (_, index) => index);

export function InboxSkeleton() {
  return (
    <div aria-busy="true">
      <Skeleton className="mb-4 h-10 w-28" />
      <Skeleton className="mb-3 h-10 w-full" />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <div className="divide-y divide-line rounded-lg border border-line bg-surface">
          {rows.map((row) => (
            <div key={row} className="flex h-20 flex-col justify-center gap-2 px-4">
              <Skeleton className="h-4 w-2/5" />
              <Skeleton className="h-3.5 w-3/5" />
            </div>
          ))}
        </div>
        <Skeleton className="h-64 rounded-lg max-lg:hidden" />
      </div>
    </div>
  );
}
