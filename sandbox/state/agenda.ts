// Things that are due at an instant of the sandbox's clock. A real timer wakes for the earliest; a shifted or
// hand-driven clock needs `poke` or `idle`, because no timer can see it move.

const longestTimer = 2 ** 31 - 1;

export type Agenda = {
  /** Runs `act` once the clock has reached `due` (ms). A rejection is reported, never lost. */
  at(due: number, action: () => Promise<void>): void;
  /** Looks at the clock again. */
  poke(): void;
  /** Resolves when nothing is due and nothing is running. */
  idle(): Promise<void>;
  /** Forgets what is left and waits for what is running. */
  close(): Promise<void>;
};

/** An agenda on `now`; `report` receives what went wrong in an act. */
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
