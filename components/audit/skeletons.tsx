// Placeholder of the audit log while the server reads: the same boxes in the same sizes.
import { Skeleton } from "@/components/ui/skeleton";

const rows = Array.from({ length: 12 }, (_, index) => index);

export function AuditSkeleton() {
  return (
    <div aria-busy="true">
      <Skeleton className="mb-2 h-10 w-28" />
      <Skeleton className="mb-3 h-5 w-3/5" />
      <Skeleton className="mb-4 h-8 w-72" />
      <div className="divide-y divide-line rounded-lg border border-line bg-surface">
        {rows.map((row) => (
          <div key={row} className="flex h-10 items-center px-5 max-md:h-20">
            <Skeleton className="h-4 w-3/5" />
          </div>
        ))}
      </div>
    </div>
  );
}
