// What it looks like from outside when a process that was asked dies, or has not come up yet.

/** Who asks gives up after this; PortOne does so as well. */
export const patienceMs = 30_000;

/**
 * Whether a request ended without an answer. A refused or broken connection is a TypeError of fetch. A process that starts
 * holds what it is asked until it is ready, which takes longer than anybody's patience where the machine is busy.
 */
export function isNoAnswer(error: unknown): boolean {
  if (error instanceof DOMException && error.name === "TimeoutError") {
    process.stdout.write(`crash test: no answer within ${patienceMs / 1000} s\n`);
    return true;
  }
  return error instanceof TypeError;
}
