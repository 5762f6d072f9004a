"use server";
import * as z from "zod/mini";
import { action } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { recordRetention } from "@/lib/db/payments/record-retention";
import { previewRetention } from "@/lib/db/queries/retention-preview";
import { mostRetentionMonths, retentionInput } from "@/lib/domain/payment/retention";
import { ok } from "@/lib/domain/result";

export const saveRetentionAction = action({
  permission: "settings:manage",
  input: retentionInput,
  needsConfirmation: true,
  run: (actor, input) => recordRetention(appContext().database.db, actor, input),
});

export const previewRetentionAction = action({
  permission: "settings:manage",
  input: z.object({ months: z.int().check(z.minimum(1), z.maximum(mostRetentionMonths)) }),
  run: async (_actor, { months }) => ok(await previewRetention(appContext().database.db, months)),
});
