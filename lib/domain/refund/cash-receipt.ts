/** `kept`: documented to stay issued. `kept-if-api`: documented so for receipts issued by API, of the V1 module. */
export type CashReceiptAfterRefund = "kept" | "kept-if-api" | "unknown";

const documented: Record<string, CashReceiptAfterRefund> = {
  // https://developers.portone.io/opi/ko/integration/pg/v2/ksnet: issued in the payment window. Read on 2026-11-22.
  KSNET: "kept",
  // https://developers.portone.io/opi/ko/integration/pg/v1/smartro-v2/api. Read on 2026-11-22.
  SMARTRO_V2: "kept-if-api",
};

export function receiptOnRefund(pgProvider: string | null): CashReceiptAfterRefund {
  return pgProvider !== null && Object.hasOwn(documented, pgProvider)
    ? (documented[pgProvider] ?? "unknown")
    : "unknown";
}
