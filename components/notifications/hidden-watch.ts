// Hidden tabs have no line to the server. While a refund is waited for and a notification wanted, one of them asks by itself.

const everyMs = 15_000;
const name = "refund-desk.hidden-watch";

type HiddenWatch = { isWanted: () => boolean; hasMore: () => boolean; look: () => Promise<void> };

/** Looks once when the tab is hidden, then again and again in one hidden tab of the browser, until the answer is called. */
export function hiddenWatch({ isWanted, hasMore, look }: HiddenWatch): () => void {
  let turn: AbortController | null = null;

  function change(): void {
    turn?.abort();
    turn = null;
    if (!document.hidden || !isWanted()) return;
    const mine = new AbortController();
    turn = mine;
    void look();
    navigator.locks
      .request(name, { signal: mine.signal }, () => watch(mine.signal))
      .catch((error: unknown) => {
        // Shown again before its turn came.
        if (!mine.signal.aborted) throw error;
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
    turn?.abort();
  };
}
