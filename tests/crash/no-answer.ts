/** Timeout of every request to the desk, in milliseconds. PortOne's is the same. */
export const requestTimeoutMs = 30_000;

/**
 * Returns whether a request ended without an answer. A refused or broken connection is a TypeError of fetch. A starting
 * process holds requests until it is ready, which takes longer than the timeout when the machine is busy.
 */
export function isNoAnswer(error: unknown): boolean {
  if (error instanceof DOMException && error.name === "TimeoutError") {
    process.stdout.write(`crash test: no answer within ${requestTimeoutMs / 1000} s\n`);
    return true;
  }
  return error instanceof TypeError;
}
