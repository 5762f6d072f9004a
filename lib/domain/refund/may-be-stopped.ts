import type { Cancellation } from "../payment/payment";

/** Only a cancellation at Triple-A can be stopped (PortOne's REST reference). */
export function mayBeStopped(pgProvider: string | null, { status }: Pick<Cancellation, "status">): boolean {
  return pgProvider === "TRIPLE_A" && status === "REQUESTED";
}
