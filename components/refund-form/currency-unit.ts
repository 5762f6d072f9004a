// The sign that stands beside an amount while it is typed.
import { useTranslations } from "next-intl";

export function useUnit(currency: string): string {
  const t = useTranslations("refundForm");
  return currency === "KRW" ? t("won") : currency;
}
