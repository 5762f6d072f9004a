import "server-only";
import { asc } from "drizzle-orm";
import { approvalSettingsOf } from "@/lib/db/approvals/needed-approval";
import type { Database } from "@/lib/db/client";
import { approvalRules } from "@/lib/db/schema/approvals";
import { user } from "@/lib/db/schema/people";
import type { ApprovalSettings } from "@/lib/domain/approval/approval";
import type { ListedRule } from "@/lib/domain/views/approval";

/** Returns the rules in their order, the settings, and the people whom a rule can name. */
export async function approvalSettingsPage(db: Database): Promise<{
  rules: ListedRule[];
  settings: ApprovalSettings;
  people: { id: string; name: string }[];
}> {
  const rows = await db.select().from(approvalRules).orderBy(asc(approvalRules.position));
  return {
    rules: rows.map(({ id, revision, conditions }) => ({ id, revision, ...conditions })),
    settings: await approvalSettingsOf(db),
    people: await db
      .select({ id: user.id, name: user.name })
      .from(user)
      .orderBy(asc(user.name), asc(user.id)),
  };
}
