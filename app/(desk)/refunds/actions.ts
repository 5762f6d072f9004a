"use server";
import { action } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { recordFailureHandling } from "@/lib/db/refunds/record-failure-handling";
import { handleRefundInput } from "@/lib/domain/views/refund-list";

export const handleRefundAction = action({
  permission: "refunds:request",
  input: handleRefundInput,
  run: (actor, input) => recordFailureHandling(appContext().database.db, actor, input),
});
