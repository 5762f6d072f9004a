import type { Cancellation } from "../payment/payment";

/** Returns whether a requested cancellation can be stopped: only with Triple-A (PortOne's REST reference). */
export function mayBeStopped(pgProvider: string | null, { status }: Pick<Cancellation, "status">): boolean {
  return pgProvider === "TRIPLE_A" && status === "REQUESTED";
}
