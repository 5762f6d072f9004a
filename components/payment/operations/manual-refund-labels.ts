// Every word of the dialog that records an own refund, put together on the server.
import { useTranslations } from "next-intl";
import type { ManualRefundError } from "@/lib/domain/refund/manual-refund";
import type { ManualRefundLabels } from "./manual-refund-offer";

const errors = [
  "payment-not-found",
  "portone-unreachable",
  "not-paid",
  "refund-open",
  "amount-exceeds-rest",
  "date-out-of-range",
  "request-id-reused",
] as const satisfies readonly ManualRefundError[];
const problems = [
  "bank-missing",
  "date-invalid",
  "note-missing",
  "note-too-long",
] as const satisfies readonly (keyof ManualRefundLabels["problems"])[];

export function useManualRefundLabels(): ManualRefundLabels {
  const t = useTranslations("operations");
  return {
    title: t("manual.recordTitle"),
    will: t("manual.will"),
    final: t("manual.final"),
    button: t("manual.record"),
    working: t("working"),
    goBack: t("goBack"),
    amount: t("manual.amount"),
    bank: t("manual.bank"),
    chooseBank: t("manual.chooseBank"),
    banks: t("manual.banks"),
    securities: t("manual.securities"),
    paidOn: t("manual.paidOn"),
    note: t("manual.note"),
    noteHint: t("manual.noteHint"),
    problems: Object.fromEntries(
      problems.map((code) => [code, t(`manual.problem.${code}`)]),
    ) as ManualRefundLabels["problems"],
    errors: Object.fromEntries(
      errors.map((code) => [code, t(`manual.error.${code}`)]),
    ) as ManualRefundLabels["errors"],
  };
}
