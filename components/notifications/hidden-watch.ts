// Hidden tabs have no change stream. While a refund is awaited and notifications are on, one hidden tab polls.

const everyMs = 15_000;
const name = "refund-desk.hidden-watch";

type HiddenWatch = { isWanted: () => boolean; hasMore: () => boolean; look: () => Promise<void> };

/** Checks once when the tab is hidden, then every 15 s in one hidden tab of the browser. Returns a function that stops. */
export function hiddenWatch({ isWanted, hasMore, look }: HiddenWatch): () => void {
  let current: AbortController | null = null;

  function change(): void {
    current?.abort();
    current = null;
    if (!document.hidden || !isWanted()) return;
    const controller = new AbortController();
    current = controller;
    void look();
    navigator.locks
      .request(name, { signal: controller.signal }, () => watch(controller.signal))
      .catch((error: unknown) => {
        // The tab became visible before the lock was granted.
        if (!controller.signal.aborted) throw error;
      });
  }

  function watch(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        if (hasMore()) void look();
      }, everyMs);
      const end = () => {
        clearInterval(timer);
        resolve();
      };
      if (signal.aborted) end();
      else signal.addEventListener("abort", end, { once: true });
    });
  }

  document.addEventListener("visibilitychange", change);
  return () => {
    document.removeEventListener("visibilitychange", change);
    current?.abort();
  };
}
