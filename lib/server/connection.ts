import "server-only";
import type { Env } from "@/lib/env";
import type { Gateway } from "@/lib/portone/gateway";

export type ConnectionAnswer = "confirmed" | "secret-refused" | "no-answer" | "not-portone";

const dayMs = 24 * 60 * 60 * 1000;

/** Asks PortOne once for one payment of the last day. Whether there is one does not matter. */
export async function askPortone({
  portone,
  storeId,
}: {
  portone: Pick<Gateway, "listPayments">;
  storeId: string | null;
}): Promise<ConnectionAnswer> {
  const now = Date.now();
  const page = await portone.listPayments({
    by: "creation",
    storeId: storeId ?? undefined,
    from: new Date(now - dayMs),
    until: new Date(now),
    number: 0,
    size: 1,
  });
  if (page.ok) return "confirmed";
  switch (page.error.code) {
    case "unauthorized":
      return "secret-refused";
    case "unreachable":
      return "no-answer";
    case "payment-not-found":
    case "unreadable":
      return "not-portone";
  }
}

/** Returns the line that the start prints. `answer`: null when none came in time. */
export function connectionLine({ kind, base }: Env["target"], answer: ConnectionAnswer | null): string {
  const name = kind === "portone" ? `PortOne (${base})` : `Sandbox (${base})`;
  switch (answer) {
    case "confirmed":
      return `${name}: confirmed, the API secret is accepted.`;
    case "secret-refused":
      return `${name}: secret refused. Check PORTONE_API_SECRET and PORTONE_STORE_ID; until then nothing is read or refunded.`;
    case "not-portone":
      return `${name}: answered, but not as PortOne does. Check PORTONE_API_BASE.`;
    case "no-answer":
    case null:
      return `${name}: no answer. The desk keeps trying; until then nothing is read or refunded.`;
  }
}
