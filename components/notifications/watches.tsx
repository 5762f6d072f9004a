"use client";
// Loads `Watch` only where it concerns this person: on a payment's page, where refunds are requested, while a refund is open,
// and for people who approve.
import { usePathname } from "next/navigation";
import { lazy, useEffect, useState } from "react";
import { LoadBoundary } from "@/components/ui/load-boundary";
import { awaitedBy } from "./awaited";
import type { WatchProps } from "./watch";

const Watch = lazy(() => import("./watch").then((file) => ({ default: file.Watch })));

export function Watches(props: WatchProps) {
  const path = usePathname();
  const [isNeeded, setNeeded] = useState(props.mayApprove);
  useEffect(() => {
    if (path.startsWith("/payments/") || awaitedBy(props.personId).length > 0) setNeeded(true);
  }, [path, props.personId]);
  if (!isNeeded) return null;
  return (
    // Without the watch, the refund's own page shows its end.
    <LoadBoundary isWanted whileLoading={null} failed={null}>
      <Watch {...props} />
    </LoadBoundary>
  );
}
