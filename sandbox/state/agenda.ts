// Actions that are due at a time of the sandbox's clock. A real timer runs the earliest; after a shift of the clock, `poke`
// or `idle` is needed, because a timer does not notice the shift.
const longestTimer = 2 ** 31 - 1;

export type Agenda = {
  /** Runs `action` once the clock has reached `due` (ms). A rejection is passed to `report`. */
  at(due: number, action: () => Promise<void>): void;
  /** Reads the clock again and runs what is due. */
  poke(): void;
  /** Resolves when nothing is due and nothing is running. */
  idle(): Promise<void>;
  /** Drops the remaining actions and waits for the running ones. */
  close(): Promise<void>;
};

/** Creates an agenda on the clock `now` (ms). `report` receives the errors of actions. */
export function createAgenda(now: () => number, report: (error: unknown) => void): Agenda {
  let waiting: { due: number; order: number; action: () => Promise<void> }[] = [];
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let order = 0;
  let closed = false;

  function startDue(): void {
    const at = now();
    const due = waiting.filter((entry) => entry.due <= at);
    if (due.length > 0) {
      waiting = waiting.filter((entry) => entry.due > at);
      for (const entry of due.sort((a, b) => a.due - b.due || a.order - b.order)) {
        const run = entry
          .action()
          .catch(report)
          .finally(() => running.delete(run));
        running.add(run);
      }
    }
    arm();
  }

  function arm(): void {
    clearTimeout(timer);
    if (closed || waiting.length === 0) return;
    const earliest = Math.min(...waiting.map((entry) => entry.due));
    timer = setTimeout(startDue, Math.min(longestTimer, Math.max(0, Math.ceil(earliest - now()))));
  }

  return {
    at(due, action) {
      if (closed) return;
      order += 1;
      waiting.push({ due, order, action });
      arm();
    },
    poke: startDue,
    async idle() {
      for (;;) {
        startDue();
        if (running.size === 0) return;
        await Promise.all(running);
      }
    },
    async close() {
      closed = true;
      waiting = [];
      clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
