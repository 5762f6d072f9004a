// What a PG's own code says about the money. PortOne passes PG codes through unchanged and there is no unified
// list (https://developers.portone.io/opi/ko/support/faq); the codes below are from the PGs' code books that
// PortOne publishes for V1 modules, so a code proves nothing by itself: `did-nothing` still needs a clean re-read.

export type PgReading = "did-nothing" | "maybe-done" | "unknown";

const didNothing: Record<string, readonly string[]> = {
  KCP: [
    "8035",
    "8036",
    "8037",
    "8381",
    "8382",
    "8386",
    "8142",
    "8379",
    "8384",
    "8098",
    "8099",
    "8327",
    "8328",
    "8345",
    "8178",
  ],
  INICIS: ["500667", "500714", "500705", "500706", "500749", "500412", "500699", "500707", "500715"],
  KAKAOPAY: ["-710"],
  NAVERPAY: ["MaintenanceOngoing"],
  DAOU: ["9029"],
};

const maybeDone: Record<string, readonly string[]> = {
  KCP: ["8040", "8387", "8388", "8133", "8337", "8340"],
  KAKAOPAY: ["-784", "-785"],
};

const family: Record<string, string> = { KCP_V2: "KCP", INICIS_V2: "INICIS", HTML5_INICIS: "INICIS" };

/** How to read a PG's refusal of a cancel. Codes of a PG that is not in the table are unknown. */
export function readPgCode(pgProvider: string, pgCode: string): PgReading {
  const pg = family[pgProvider] ?? pgProvider;
  if (maybeDone[pg]?.includes(pgCode)) return "maybe-done";
  if (didNothing[pg]?.includes(pgCode)) return "did-nothing";
  return "unknown";
}
