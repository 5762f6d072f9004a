"use server";
import * as z from "zod/mini";
import { verifyAuditNow } from "@/lib/audit/verify";
import { action } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { ok } from "@/lib/domain/result";

export const verifyAuditAction = action({
  permission: "audit:read",
  input: z.undefined(),
  run: async (actor) => ok(await verifyAuditNow(appContext(), actor)),
});
