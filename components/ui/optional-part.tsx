"use client";
import type { ComponentType } from "react";
import { LoadBoundary } from "./load-boundary";
import { PartNotLoaded } from "./part-not-loaded";

/**
 * Returns the part in a boundary of its own, for a part made by `dynamic()` that may appear after the page. Without the
 * boundary, React hides the whole page, open dialogs included, until the part is loaded.
 */
export function optionalPart<Props extends object>(Part: ComponentType<Props>): ComponentType<Props> {
  return function OptionalPart(props: Props) {
    return (
      <LoadBoundary isWanted whileLoading={null} failed={<PartNotLoaded />}>
        <Part {...props} />
      </LoadBoundary>
    );
  };
}
