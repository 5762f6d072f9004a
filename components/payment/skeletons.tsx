// What stands in the place of a page while the server reads: the same boxes in the same sizes.
import { Skeleton } from "@/components/ui/skeleton";

const rows = Array.from({ length: 20 }, (_, index) => index);

export function PaymentListSkeleton() {
  return (
    <div aria-busy="true">
      <div className="mb-2 flex flex-wrap justify-between gap-3">
        <Skeleton className="h-10 w-28" />
        <Skeleton className="h-10 w-full sm:w-88" />
      </div>
      <Skeleton className="mb-6 h-10 w-full" />
      <div className="divide-y divide-line rounded-lg border border-line bg-surface">
        {rows.map((row) => (
          <div key={row} className="flex h-15 items-center gap-6 px-5 md:h-8">
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="h-4 w-1/5" />
            <Skeleton className="ml-auto h-4 w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}

export function PaymentSkeleton() {
  return (
    <div aria-busy="true">
      <Skeleton className="h-6 w-24" />
      <Skeleton className="mt-2 h-7 w-72 max-w-full" />
      <Skeleton className="mt-2 mb-5 h-6 w-96 max-w-full" />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex flex-col gap-5">
          <Skeleton className="h-30 rounded-lg" />
          <Skeleton className="h-72 rounded-lg" />
        </div>
        <Skeleton className="h-96 rounded-lg" />
      </div>
    </div>
  );
}
