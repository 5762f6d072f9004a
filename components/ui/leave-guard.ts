"use client";
// Asks before a page with unsaved input is left: by a link, the palette, a key or the back button, by closing or reloading.
import { useEffect } from "react";

/** Event before the page is left without a link: by the palette or a key. */
const leaving = "desk:leaving";

/** Returns whether the page may be left for another page. Asks the person where input is unsaved. */
export function mayLeave(): boolean {
  return window.dispatchEvent(new Event(leaving, { cancelable: true }));
}

/** Makes the browser ask. A reload by a person who knows what it keeps removes this listener first. */
export function askBeforeUnload(event: Event): void {
  event.preventDefault();
}

/** Asks before the page is left while `isDirty`. Where browsers allow custom text, `question` is shown. */
export function useLeaveGuard(isDirty: boolean, question: string): void {
  useEffect(() => {
    if (!isDirty) return;
    const guard = (event: Event) => {
      if (!window.confirm(question)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    const click = (event: MouseEvent) => {
      if (leadsAway(event)) guard(event);
    };
    // Back and forward buttons between pages of the desk. A browser without the Navigation API does not ask; a form that
    // stores a draft loses nothing.
    const traverse = (event: NavigateEvent) => {
      const { sameDocument, url } = event.destination;
      const leaves = event.navigationType === "traverse" && new URL(url).pathname !== location.pathname;
      if (leaves && sameDocument && event.cancelable) guard(event);
    };
    // The capture phase comes before React and the router.
    document.addEventListener("click", click, { capture: true });
    window.addEventListener("beforeunload", askBeforeUnload);
    window.addEventListener(leaving, guard);
    window.navigation?.addEventListener("navigate", traverse);
    return () => {
      window.navigation?.removeEventListener("navigate", traverse);
      document.removeEventListener("click", click, { capture: true });
      window.removeEventListener(leaving, guard);
      window.removeEventListener("beforeunload", askBeforeUnload);
    };
  }, [isDirty, question]);
}

/** Returns whether a plain press on a link leads to another page of the desk. For other sites `beforeunload` asks. */
function leadsAway(event: MouseEvent): boolean {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank") return false;
  return link.origin === location.origin && link.pathname !== location.pathname;
}
