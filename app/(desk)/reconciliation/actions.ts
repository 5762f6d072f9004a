"use server";
import { revalidatePath } from "next/cache";
import * as z from "zod/mini";
import { action } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { recordClosed, recordSeen } from "@/lib/db/reconciliation/record-close";
import { closeDiscrepancyInput, markDiscrepancySeenInput } from "@/lib/domain/reconciliation/discrepancy";
import { requestReconciliation } from "@/lib/sync/reconcile";

export const seeAction = action({
  permission: "discrepancies:close",
  input: markDiscrepancySeenInput,
  run: (actor, { discrepancyId }) => recordSeen(appContext().database.db, actor, discrepancyId),
});

export const closeAction = action({
  permission: "discrepancies:close",
  input: closeDiscrepancyInput,
  run: (actor, input) => recordClosed(appContext().database.db, actor, input),
});

const reconcile = action({
  permission: "discrepancies:close",
  input: z.undefined(),
  run: async (actor) => {
    await requestReconciliation(appContext(), actor);
    return { ok: true, value: null };
  },
});

/** Reads what changed at PortOne and compares. The page shows how far it has come. */
export async function reconcileNow(): Promise<void> {
  await reconcile(undefined);
  revalidatePath("/reconciliation");
}
