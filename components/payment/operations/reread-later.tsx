"use client";
// The button is loaded only where a settlement shortage is explained. It comes with a page that the server has just
// rendered, so its file is of the same build.
import { type ComponentProps, lazy, Suspense } from "react";

const Button = lazy(() => import("./reread-button").then((file) => ({ default: file.RereadButton })));

/** A function around it: the server hands over no lazy component as such. */
export function RereadButton(props: ComponentProps<typeof Button>) {
  return (
    <Suspense fallback={null}>
      <Button {...props} />
    </Suspense>
  );
}
