"use client";
// Asks before a page with unsaved input is left: by a link, the palette, a key, the browser's back button, by closing or reloading.
import { useEffect } from "react";

/** Told before the page is left by no link: by the palette or a key. */
const leaving = "desk:leaving";

/** Whether the page may be left for another one; asks the person where something is half written. */
export function mayLeave(): boolean {
  return window.dispatchEvent(new Event(leaving, { cancelable: true }));
}

/** `question` is asked where the browser lets a page ask in its own words. */
export function useLeaveGuard(isDirty: boolean, question: string): void {
  useEffect(() => {
    if (!isDirty) return;
    const guard = (event: Event) => {
      if (!window.confirm(question)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    const unload = (event: BeforeUnloadEvent) => event.preventDefault();
    const click = (event: MouseEvent) => {
      if (leadsAway(event)) guard(event);
    };
    // The browser's back and forward buttons between pages of the desk. Where the browser has no Navigation API nothing asks;
    // whoever keeps a draft loses nothing.
    const traverse = (event: NavigateEvent) => {
      const { sameDocument, url } = event.destination;
      const leaves = event.navigationType === "traverse" && new URL(url).pathname !== location.pathname;
      if (leaves && sameDocument && event.cancelable) guard(event);
    };
    // Before React and the router hear of it.
    document.addEventListener("click", click, { capture: true });
    window.addEventListener("beforeunload", unload);
    window.addEventListener(leaving, guard);
    window.navigation?.addEventListener("navigate", traverse);
    return () => {
      window.navigation?.removeEventListener("navigate", traverse);
      document.removeEventListener("click", click, { capture: true });
      window.removeEventListener(leaving, guard);
      window.removeEventListener("beforeunload", unload);
    };
  }, [isDirty, question]);
}

/** A plain press on a link of this desk to another page. Links that leave the desk unload the page, which asks by itself. */
function leadsAway(event: MouseEvent): boolean {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank") return false;
  return link.origin === location.origin && link.pathname !== location.pathname;
}
