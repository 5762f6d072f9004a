"use client";
// The form for a decision, loaded only where a refund waits for one. It comes with a page that the server has just
// rendered, so its file is of the same build.
import { type ComponentProps, lazy, Suspense } from "react";

const Form = lazy(() => import("./resolve-refund").then((file) => ({ default: file.ResolveRefundForm })));

/** A function around it: the server hands over no lazy component as such. */
export function ResolveRefundForm(props: ComponentProps<typeof Form>) {
  return (
    <Suspense fallback={null}>
      <Form {...props} />
    </Suspense>
  );
}
