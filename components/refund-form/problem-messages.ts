// Messages for the codes of the schema and for the limits of the payment.
import { useTranslations } from "next-intl";
import { useRefundFieldMessages } from "./field-messages";
import type { FieldProblem } from "./form-values";

/** Formatted amounts for the fields with a limit. */
export type Limits = Record<"most" | "taxFree" | "taxable" | "vat", string>;

export function useProblemMessages(): (problem: FieldProblem, limits: Limits) => string {
  const t = useTranslations("refundForm");
  const fieldMessages = useRefundFieldMessages();
  return (problem, limits) => {
    switch (problem) {
      case "amount-exceeds":
      case "amount-exceeds-shown":
        return t("problem.amount-exceeds", { most: limits.most });
      case "tax-free-exceeds":
        return t("problem.tax-free-exceeds", { most: limits.taxFree });
      case "taxable-exceeds":
        return t("problem.taxable-exceeds", { most: limits.taxable });
      case "vat-exceeds":
        return t("problem.vat-exceeds", { most: limits.vat });
      case "amount-not-number":
      case "amount-comma-unclear":
      case "amount-no-decimals":
      case "amount-too-many-decimals":
      case "amount-zero":
      case "retain-unchosen":
        return t(`problem.${problem}`);
      default:
        return fieldMessages(problem);
    }
  };
}
