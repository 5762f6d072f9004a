"use client";
import { useLocale, useTranslations } from "next-intl";
import { pgName } from "@/components/labels/pg-names";
import { formatMoney } from "@/lib/domain/money";
import type { PolicyOverride } from "@/lib/domain/policy/overrides";

/** Returns a function that describes an override in one sentence. */
export function useOverrideLabels(): (override: PolicyOverride) => string {
  const t = useTranslations("policySettings");
  const locale = useLocale();
  const pg = (code: string | null) => (code === null ? t("everyPg") : pgName(code, locale));
  return (override) => {
    switch (override.kind) {
      case "contract":
        return t(override.has ? "contractHas" : "contractHasNot", {
          pg: pg(override.pgProvider),
          contract: t(`contract.${override.contract}`),
        });
      case "deadline": {
        const { within } = override;
        const values = { pg: pg(override.pgProvider), method: t(`method.${override.method}`) };
        if (within.unit === "none") return t("deadlineNone", values);
        return t(within.unit === "months" ? "deadlineMonths" : "deadlineDays", {
          ...values,
          count: String(within.count),
        });
      }
      case "account-fee":
        return t("feeIs", {
          pg: pg(override.pgProvider),
          amount: formatMoney(override.amount, "KRW", locale),
        });
    }
  };
}
