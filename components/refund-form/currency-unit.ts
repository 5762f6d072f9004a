import { useTranslations } from "next-intl";

/** Returns the sign beside the field of an amount. */
export function useCurrencyUnit(currency: string): string {
  const t = useTranslations("refundForm");
  return currency === "KRW" ? t("won") : currency;
}
