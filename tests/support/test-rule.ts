import type { RuleConditions } from "@/lib/domain/approval/approval-rule";

/** Conditions that every refund by PortOne meets. */
export const allRefunds: RuleConditions = {
  kinds: ["refund"],
  amountFrom: null,
  methods: null,
  pgs: null,
  daysSincePayment: null,
  overridesOnly: false,
  requesters: null,
  approvers: 1,
};
