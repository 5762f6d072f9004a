"use server";
import { action } from "@/lib/auth/entry";
import { desk } from "@/lib/desk";
import { handleRefundInput } from "@/lib/domain/worklist";
import { handleRefund as handle } from "@/lib/refunds/handle-refund";

export const handleRefund = action({
  permission: "refunds:request",
  input: handleRefundInput,
  run: (actor, input) => handle(desk(), actor, input),
});
