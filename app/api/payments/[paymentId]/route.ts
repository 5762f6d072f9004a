// The page of a payment as the database has it now. PortOne is not read: the page polls.
import { recordCustomerView } from "@/lib/audit/customer-views";
import { route } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { readPaymentPage } from "@/lib/refunds/payment-page";
import { one } from "../../../address";

export const GET = route({
  permission: "payments:read",
  run: async (actor, request, { params }: { params: Promise<{ paymentId: string }> }) => {
    const requested = new URL(request.url).searchParams.get("store");
    const { storeId } = appContext();
    if (storeId !== null && requested !== null && requested !== storeId) return null;
    const view = await readPaymentPage(appContext(), actor, {
      paymentId: one((await params).paymentId),
      storeId: storeId ?? (one(requested ?? "") || undefined),
    });
    if (view !== null)
      await recordCustomerView(appContext().database.db, actor, { of: "payment", payment: view.payment });
    return view;
  },
});
