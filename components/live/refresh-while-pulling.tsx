"use client";
// Asks the server for the list again every few seconds while payments are still coming in.
import { useRouter } from "next/navigation";
import { useEffect } from "react";

export function RefreshWhilePulling() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && navigator.onLine) router.refresh();
    }, 3000);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
