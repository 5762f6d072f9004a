import { useLocale, useTranslations } from "next-intl";
import { pgName } from "@/components/labels/pg-names";
import type { RuleConditions } from "@/lib/domain/approval/approval-rule";
import { formatMoney } from "@/lib/domain/money";

/**
 * Returns a function that says in a line what a rule catches and how many approve. `names`: of roles and people, by `role:` or
 * `person:` with the id; without names the line says how many they are.
 */
export function useRuleText(names?: ReadonlyMap<string, string>): (rule: RuleConditions) => string {
  const t = useTranslations("approvalRules");
  const payment = useTranslations("payment");
  const locale = useLocale();
  const requestersText = ({ roleIds, personIds }: NonNullable<RuleConditions["requesters"]>) => {
    const keys = [...roleIds.map((id) => `role:${id}`), ...personIds.map((id) => `person:${id}`)];
    const known = keys.flatMap((key) => names?.get(key) ?? []);
    return known.length === keys.length ? known.join(", ") : t("part.requesters", { count: keys.length });
  };
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
      requesters !== null && requestersText(requesters),
      kinds.includes("manual-refund") && t(kinds.length === 1 ? "part.manualOnly" : "part.manualToo"),
      t("part.approvers", { count: approvers }),
    ]
      .filter(Boolean)
      .join(" · ");
}
