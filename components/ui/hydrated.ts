"use client";
import { startTransition, useEffect, useState } from "react";

/**
 * Whether React has taken over the page: false on the server and until then. Told in a transition: told at once, it would
 * have all that is not taken over yet be taken over in one go, and whoever types then waits for it.
 */
export function useIsHydrated(): boolean {
  const [isHydrated, setHydrated] = useState(false);
  useEffect(() => startTransition(() => setHydrated(true)), []);
  return isHydrated;
}
