"use client";
// Loaded only where a search found nothing: most searches find something, and never ask.
import { type ComponentProps, lazy, Suspense } from "react";

const Ask = lazy(() => import("./ask-portone").then((file) => ({ default: file.AskPortOne })));

/** A function around it: the server hands over no lazy component as such. */
export function AskPortOne(props: ComponentProps<typeof Ask>) {
  return (
    <Suspense fallback={null}>
      <Ask {...props} />
    </Suspense>
  );
}
