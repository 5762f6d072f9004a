const second = 1000;

/** After so many failed attempts a delivery waits for a person. By the delays below that is after about five hours. */
export const maxAttempts = 16;

/** The wait before the next attempt after so many have failed: two seconds, doubling, at most an hour. Milliseconds. */
export function attemptDelay(made: number): number {
  return Math.min(2 ** Math.max(1, made), 3600) * second;
}
