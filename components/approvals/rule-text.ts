import { useLocale, useTranslations } from "next-intl";
import { pgName } from "@/components/labels/pg-names";
import type { RuleConditions } from "@/lib/domain/approval/approval-rule";
import { formatMoney } from "@/lib/domain/money";

/** Returns a function that says in a line what a rule catches and how many approve. */
export function useRuleText(): (rule: RuleConditions) => string {
  const t = useTranslations("approvalRules");
  const payment = useTranslations("payment");
  const locale = useLocale();
  return ({ kinds, amountFrom, methods, pgs, daysSincePayment, overridesOnly, requesters, approvers }) =>
    [
      amountFrom === null
        ? t("part.anyAmount")
        : Object.entries(amountFrom)
            .map(([currency, amount]) => t("part.from", { amount: formatMoney(amount, currency, locale) }))
            .join(", "),
      methods?.map((method) => payment(`method.${method}`)).join(", "),
      pgs?.map((pg) => pgName(pg, locale)).join(", "),
      daysSincePayment !== null && t("part.days", { count: daysSincePayment }),
      overridesOnly && t("part.overrides"),
      requesters !== null &&
        t("part.requesters", { count: requesters.roleIds.length + requesters.personIds.length }),
      kinds.length === 1 && kinds[0] === "manual-refund" && t("part.manualOnly"),
      kinds.length === 2 && t("part.manualToo"),
      t("part.approvers", { count: approvers }),
    ]
      .filter(Boolean)
      .join(" · ");
}
