// A payment as the desk has it now. Reads no PortOne: the page asks often.
import { route } from "@/lib/auth/entry";
import { paymentDetail } from "@/lib/db/queries/payment-detail";
import { desk } from "@/lib/desk";

export const GET = route({
  permission: "payments:read",
  run: async (_actor, _request, { params }: { params: Promise<{ paymentId: string }> }) =>
    paymentDetail(desk().database.db, { paymentId: (await params).paymentId }),
});
