"use client";
// Loaded only where a search found nothing: most searches find something and never query PortOne.
import { type ComponentProps, lazy } from "react";
import { LoadBoundary } from "@/components/ui/load-boundary";
import { PartNotLoaded } from "@/components/ui/part-not-loaded";

const Ask = lazy(() => import("./ask-portone").then((file) => ({ default: file.AskPortOne })));

/** Wraps the lazy component, because the server cannot pass a lazy component as such. */
export function LazyAskPortOne(props: ComponentProps<typeof Ask>) {
  return (
    <LoadBoundary isWanted whileLoading={null} failed={<PartNotLoaded />}>
      <Ask {...props} />
    </LoadBoundary>
  );
}
