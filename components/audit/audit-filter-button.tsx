"use client";
import { type ComponentProps, lazy } from "react";
import { FilterTrigger } from "@/components/list-tools/filter-trigger";

const FilterPopover = lazy(() =>
  import("./audit-filter-popover").then((file) => ({ default: file.AuditFilterPopover })),
);

type FilterButtonProps = Omit<ComponentProps<typeof FilterPopover>, "anchor" | "onClose">;

export function AuditFilterButton(props: FilterButtonProps) {
  return (
    <FilterTrigger label={props.label}>
      {(anchor, close) => <FilterPopover {...props} anchor={anchor} onClose={close} />}
    </FilterTrigger>
  );
}
