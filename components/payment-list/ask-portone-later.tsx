"use client";
// Loaded only where a search found nothing: most searches find something and never query PortOne.
import { type ComponentProps, lazy, Suspense } from "react";

const Ask = lazy(() => import("./ask-portone").then((file) => ({ default: file.AskPortOne })));

/** Wraps the lazy component, because the server cannot pass a lazy component as such. */
export function LazyAskPortOne(props: ComponentProps<typeof Ask>) {
  return (
    <Suspense fallback={null}>
      <Ask {...props} />
    </Suspense>
  );
}
