// The tabs of a list and its filters: one row, in which the tabs scroll where both do not fit.
import type { ReactNode } from "react";

export function TabsAndFilters({ tabs, filters }: { tabs: ReactNode; filters: ReactNode }) {
  return (
    <div className="flex flex-col gap-2 md:flex-row md:items-center md:justify-between md:gap-3 md:border-b md:border-line">
      <div className="min-w-0">{tabs}</div>
      <div className="md:shrink-0">{filters}</div>
    </div>
  );
}
