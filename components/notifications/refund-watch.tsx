"use client";
// Loads what follows the refunds of this person when there may be one: on a payment's page, where it is asked for, or while
// one is open.
import { usePathname } from "next/navigation";
import { lazy, Suspense, useEffect, useState } from "react";
import { awaitedBy } from "./awaited";
import type { WatchProps } from "./watch";

const Watch = lazy(() => import("./watch").then((file) => ({ default: file.Watch })));

export function RefundWatch(props: WatchProps) {
  const path = usePathname();
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => {
    if (path.startsWith("/payments/") || awaitedBy(props.personId).length > 0) setNeeded(true);
  }, [path, props.personId]);
  if (!isNeeded) return null;
  return (
    <Suspense fallback={null}>
      <Watch {...props} />
    </Suspense>
  );
}
