// The code of a PG for each kind of refusal, from PortOne's published code books where there is one. The other PGs get a
// code that is marked as the sandbox's own.
export type PgTopic =
  | "deadline"
  | "partial-not-allowed"
  | "partial-count"
  | "card-no-partial"
  | "prepaid-card"
  | "account-refund-off"
  | "account-in-month"
  | "in-progress"
  | "opening-hours"
  | "already-paid-out"
  | "tax-free-unsupported"
  | "no-deposit"
  | "account-number"
  | "escrow"
  | "vat-balance"
  | "auto-cancelled";

const kcp: Partial<Record<PgTopic, string>> = {
  "partial-not-allowed": "8142",
  "partial-count": "8386",
  "card-no-partial": "8142",
  "prepaid-card": "8379",
  "account-refund-off": "8327",
  "account-in-month": "8345",
  "in-progress": "8040",
  "vat-balance": "8098",
};
const inicis: Partial<Record<PgTopic, string>> = {
  deadline: "500667",
  "partial-not-allowed": "500699",
  "partial-count": "500705",
  "card-no-partial": "500707",
  "prepaid-card": "500715",
};
const books: Record<string, Partial<Record<PgTopic, string>>> = {
  KCP: kcp,
  KCP_V2: kcp,
  INICIS: inicis,
  INICIS_V2: inicis,
  HTML5_INICIS: inicis,
  KAKAOPAY: { deadline: "-784", "in-progress": "-785" },
};

export function pgCodeFor(pgProvider: string, topic: PgTopic): string {
  return books[pgProvider]?.[topic] ?? `SANDBOX_${topic.replaceAll("-", "_").toUpperCase()}`;
}
