const second = 1000;

/** After this many failed attempts a delivery waits for a person: with the delays below, after about five hours. */
export const maxAttempts = 16;

/** Returns the milliseconds before the next attempt after `made` failed ones: two seconds, doubling, at most an hour. */
export function attemptDelay(made: number): number {
  return Math.min(2 ** Math.max(1, made), 3600) * second;
}
