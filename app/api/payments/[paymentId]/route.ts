// A payment as the desk has it now. Reads no PortOne: the page asks often.
import { route } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { may } from "@/lib/domain/people/permissions";
import { one } from "../../../address";

export const GET = route({
  permission: "payments:read",
  run: async (actor, request, { params }: { params: Promise<{ paymentId: string }> }) => {
    const asked = new URL(request.url).searchParams.get("store");
    const { storeId } = appContext();
    if (storeId !== null && asked !== null && asked !== storeId) return null;
    return paymentDetail(appContext().database.db, {
      paymentId: one((await params).paymentId),
      storeId: storeId ?? (one(asked ?? "") || undefined),
      viewerId: actor.id,
      forRefund: may(actor.role, "refunds:request"),
    });
  },
});
