/** Prints a step's name, runs the step, and prints how long it took, also when it throws. */
export async function step<T>(name: string, run: () => Promise<T>): Promise<T> {
  const started = performance.now();
  print(`▸ ${name}`);
  let ending = "stopped";
  try {
    const result = await run();
    ending = typeof result === "string" ? result : "done";
    return result;
  } finally {
    print(`  ${ending} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  }
}

export function print(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** An error that the person at the terminal can fix. Its message is shown without a stack. */
export class Stop extends Error {
  constructor(lines: string | readonly string[]) {
    super(typeof lines === "string" ? lines : lines.join("\n"));
    this.name = "Stop";
  }
}
