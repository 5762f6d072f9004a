const second = 1000;

/** After about five hours a delivery waits for a person. */
export const maxAttempts = 16;

/** Returns milliseconds. */
export function attemptDelay(made: number): number {
  return Math.min(2 ** Math.max(1, made), 3600) * second;
}
