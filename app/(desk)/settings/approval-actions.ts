"use server";
import { action } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import {
  recordApprovalRule,
  recordApprovalRuleDeletion,
  recordApprovalSettings,
} from "@/lib/db/approvals/record-rules";
import { previewRule } from "@/lib/db/queries/rule-preview";
import { approvalSettingsInput } from "@/lib/domain/approval/approval";
import {
  approvalRuleSchema,
  deleteApprovalRuleInput,
  saveApprovalRuleInput,
} from "@/lib/domain/approval/approval-rule";
import { ok } from "@/lib/domain/result";

export const saveApprovalRuleAction = action({
  permission: "settings:manage",
  input: saveApprovalRuleInput,
  needsConfirmation: true,
  run: (actor, input) => recordApprovalRule(appContext().database.db, actor, input),
});

export const deleteApprovalRuleAction = action({
  permission: "settings:manage",
  input: deleteApprovalRuleInput,
  needsConfirmation: true,
  run: (actor, input) => recordApprovalRuleDeletion(appContext().database.db, actor, input),
});

export const previewApprovalRuleAction = action({
  permission: "settings:manage",
  input: approvalRuleSchema,
  run: async (_actor, conditions) => ok(await previewRule(appContext().database.db, conditions)),
});

export const saveApprovalSettingsAction = action({
  permission: "settings:manage",
  input: approvalSettingsInput,
  needsConfirmation: true,
  run: (actor, input) => recordApprovalSettings(appContext().database.db, actor, input),
});
