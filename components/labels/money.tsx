import { useLocale } from "next-intl";
import { formatMoney } from "@/lib/domain/money";

/** Shows an amount (minor units) in the format of the locale, without a line break. */
export function Money(props: { amount: number; currency: string; className?: string; negative?: boolean }) {
  const locale = useLocale();
  const text = formatMoney(props.amount, props.currency, locale);
  return (
    <span className={`whitespace-nowrap ${props.className ?? ""}`}>{props.negative ? `−${text}` : text}</span>
  );
}
