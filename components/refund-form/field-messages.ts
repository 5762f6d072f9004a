// The words for what may be wrong with one field of the refund form.
import { useTranslations } from "next-intl";
import { accountNumberLength } from "@/lib/domain/bank/bank";
import {
  holderNameLength,
  internalNoteLength,
  phoneLength,
  reasonLength,
  refundFieldErrors,
} from "@/lib/domain/refund/refund";

const limits = {
  reasonMax: String(reasonLength.max),
  internalNoteMax: String(internalNoteLength.max),
  accountMin: String(accountNumberLength.min),
  accountMax: String(accountNumberLength.max),
  holderMax: String(holderNameLength.max),
  phoneMin: String(phoneLength.min),
  phoneMax: String(phoneLength.max),
};

/** Says what is wrong with a field, by the code that the schema gives. */
export function useFieldMessages(): (code: string) => string {
  const t = useTranslations("refund");
  return (code) => {
    const known = refundFieldErrors.find((one) => one === code);
    return known === undefined ? t("fieldWrong") : t(`field.${known}`, limits);
  };
}
