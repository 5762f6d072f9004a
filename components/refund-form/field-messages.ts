import { useTranslations } from "next-intl";
import { accountNumberLength } from "@/lib/domain/bank/account-number-length";
import { holderNameLength, internalNoteLength, phoneLength, reasonLength } from "@/lib/domain/refund/refund";
import { refundFieldErrors } from "@/lib/domain/refund/refund-errors";

const limits = {
  reasonMax: String(reasonLength.max),
  internalNoteMax: String(internalNoteLength.max),
  accountMin: String(accountNumberLength.min),
  accountMax: String(accountNumberLength.max),
  holderMax: String(holderNameLength.max),
  phoneMin: String(phoneLength.min),
  phoneMax: String(phoneLength.max),
};

/** Returns a function that maps an error code of the schema to the message of a field. */
export function useRefundFieldMessages(): (code: string) => string {
  const t = useTranslations("refund");
  return (code) => {
    const known = refundFieldErrors.find((error) => error === code);
    return known === undefined ? t("fieldWrong") : t(`field.${known}`, limits);
  };
}
