import "server-only";
import type { AppContext } from "@/lib/context";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import type { PaymentPageView } from "@/lib/domain/views/payment-page";
import { undecidedEvidence } from "./undecided-evidence";

/** Reads the database only. Returns null where the payment is not stored. */
export async function readPaymentPage(
  context: Pick<AppContext, "database" | "requestCipher">,
  query: Parameters<typeof paymentDetail>[1],
): Promise<PaymentPageView | null> {
  const detail = await paymentDetail(context.database.db, query);
  return detail && { ...detail, undecided: await undecidedEvidence(context, detail) };
}
