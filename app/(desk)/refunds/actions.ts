"use server";
import { action } from "@/lib/auth/entry";
import { recordFailureHandling } from "@/lib/db/refunds/record-failure-handling";
import { desk } from "@/lib/desk";
import { handleRefundInput } from "@/lib/domain/views/refund-list";

export const handleRefund = action({
  permission: "refunds:request",
  input: handleRefundInput,
  run: (actor, input) => recordFailureHandling(desk().database.db, actor, input),
});
