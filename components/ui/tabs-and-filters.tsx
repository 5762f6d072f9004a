// The tabs of a list and its filters, in one row where both fit.
import type { ReactNode } from "react";

export function TabsAndFilters({ tabs, filters }: { tabs: ReactNode; filters: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 md:border-b md:border-line">
      {tabs}
      <div className="md:py-1">{filters}</div>
    </div>
  );
}
