import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import { listHref } from "@/components/labels/payment-list-href";
import { PrefetchLink } from "@/components/ui/prefetch-on-hover";
import { ColumnHeading } from "@/components/ui/table";
import type { PaymentFilter, SortKey } from "@/lib/domain/payment/payment-filter";

type ColumnHeadProps = { name: string; isEnd: boolean; filter: PaymentFilter; by: SortKey | null };

/** Sorts the list by the column, if sortable. A second press reverses the order. */
export function ColumnHead({ name, isEnd, filter, by }: ColumnHeadProps) {
  if (by === null) return <ColumnHeading isEnd={isEnd}>{name}</ColumnHeading>;
  const { sort } = filter;
  const isBy = sort.key === by;
  const Arrow = isBy ? (sort.direction === "desc" ? ArrowDown : ArrowUp) : ArrowUpDown;
  const direction = isBy && sort.direction === "desc" ? "asc" : "desc";
  return (
    <ColumnHeading
      isEnd={isEnd}
      {...(isBy ? { "aria-sort": sort.direction === "desc" ? "descending" : "ascending" } : {})}
    >
      <PrefetchLink
        href={listHref({ ...filter, sort: { key: by, direction } })}
        scroll={false}
        className={`-my-1 inline-flex min-h-6 items-center gap-1 hover:text-ink ${isBy ? "text-ink" : ""}`}
      >
        {name}
        <Arrow className={`size-3.5 ${isBy ? "" : "opacity-50"}`} aria-hidden="true" />
      </PrefetchLink>
    </ColumnHeading>
  );
}
