"use server";
import { revalidatePath } from "next/cache";
import * as z from "zod/mini";
import { action } from "@/lib/auth/entry";
import { desk } from "@/lib/context";
import { recordClosed, recordSeen } from "@/lib/db/reconciliation/record-close";
import { closeFindingInput, seeFindingInput } from "@/lib/domain/reconciliation/discrepancy";
import { askForReconciliation } from "@/lib/sync/reconcile";

export const see = action({
  permission: "findings:close",
  input: seeFindingInput,
  run: (actor, { findingId }) => recordSeen(desk().database.db, actor, findingId),
});

export const close = action({
  permission: "findings:close",
  input: closeFindingInput,
  run: (actor, input) => recordClosed(desk().database.db, actor, input),
});

const reconcile = action({
  permission: "findings:close",
  input: z.undefined(),
  run: async (actor) => {
    await askForReconciliation(desk(), actor);
    return { ok: true, value: null };
  },
});

/** Reads what changed at PortOne and compares. The page shows how far it has come. */
export async function reconcileNow(): Promise<void> {
  await reconcile(undefined);
  revalidatePath("/findings");
}
