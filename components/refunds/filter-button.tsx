"use client";
import { type ComponentProps, lazy } from "react";
import { FilterTrigger } from "@/components/list-tools/filter-trigger";

const FilterPopover = lazy(() =>
  import("./filter-popover").then((file) => ({ default: file.RefundFilterPopover })),
);

type FilterButtonProps = Omit<ComponentProps<typeof FilterPopover>, "anchor" | "onClose">;

export function RefundFilterButton(props: FilterButtonProps) {
  return (
    <FilterTrigger label={props.label}>
      {(anchor, close) => <FilterPopover {...props} anchor={anchor} onClose={close} />}
    </FilterTrigger>
  );
}
