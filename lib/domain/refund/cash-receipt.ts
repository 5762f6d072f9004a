/**
 * What happens to a cash receipt when its payment is cancelled. `kept`: documented to stay issued. `kept-if-api`:
 * documented so for receipts issued by API, of the V1 module.
 */
export type CashReceiptAfterRefund = "kept" | "kept-if-api" | "unknown";

const documented: Record<string, CashReceiptAfterRefund> = {
  // https://developers.portone.io/opi/ko/integration/pg/v2/ksnet: issued in the payment window.
  KSNET: "kept",
  // https://developers.portone.io/opi/ko/integration/pg/v1/smartro-v2/api
  SMARTRO_V2: "kept-if-api",
};

/** Returns whether this PG leaves the cash receipt issued. Both facts were read on 2026-11-22. */
export function receiptOnRefund(pgProvider: string | null): CashReceiptAfterRefund {
  return pgProvider !== null && Object.hasOwn(documented, pgProvider)
    ? (documented[pgProvider] ?? "unknown")
    : "unknown";
}
