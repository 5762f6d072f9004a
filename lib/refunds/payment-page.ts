import "server-only";
import type { DeskDatabase } from "@/lib/db/client";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import type { PaymentPageView } from "@/lib/domain/views/payment-page";
import type { RequestCipher } from "./request-cipher";
import { undecidedEvidence } from "./undecided-evidence";

/** Reads the database only. Returns null where the payment is not stored. */
export async function readPaymentPage(
  context: { database: DeskDatabase; requestCipher: RequestCipher },
  query: Parameters<typeof paymentDetail>[1],
): Promise<PaymentPageView | null> {
  const detail = await paymentDetail(context.database.db, query);
  return detail && { ...detail, undecided: await undecidedEvidence(context, detail) };
}
