// Every word of the dialog that records an own refund, put together on the server.
import { useTranslations } from "next-intl";
import type { OwnRefundError } from "@/lib/domain/refund/manual-refund";
import type { OwnRefundWords } from "./manual-refund-offer";

const errors = [
  "payment-not-found",
  "portone-unreachable",
  "not-paid",
  "refund-open",
  "amount-exceeds-rest",
  "date-out-of-range",
  "request-id-reused",
] as const satisfies readonly OwnRefundError[];
const problems = [
  "bank-missing",
  "date-invalid",
  "note-missing",
  "note-too-long",
] as const satisfies readonly (keyof OwnRefundWords["problems"])[];

export function useOwnRefundWords(): OwnRefundWords {
  const t = useTranslations("acts");
  return {
    title: t("own.recordTitle"),
    will: t("own.will"),
    final: t("own.final"),
    button: t("own.record"),
    working: t("working"),
    goBack: t("goBack"),
    amount: t("own.amount"),
    bank: t("own.bank"),
    chooseBank: t("own.chooseBank"),
    banks: t("own.banks"),
    securities: t("own.securities"),
    paidOn: t("own.paidOn"),
    note: t("own.note"),
    noteHint: t("own.noteHint"),
    problems: Object.fromEntries(
      problems.map((code) => [code, t(`own.problem.${code}`)]),
    ) as OwnRefundWords["problems"],
    errors: Object.fromEntries(
      errors.map((code) => [code, t(`own.error.${code}`)]),
    ) as OwnRefundWords["errors"],
  };
}
