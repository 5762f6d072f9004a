// Labels of the figures of a cancellation. A sum without a word is money that went back or goes back. An order amount is
// always labelled as such, and a label names what PortOne does not state.
import { useLocale, useTranslations } from "next-intl";
import type { CancelFigures } from "@/lib/domain/amounts";
import { formatMoney } from "@/lib/domain/money";

type Stated = {
  figures: CancelFigures;
  /** PortOne's own figure, or the amount that was sent to PortOne; null for all that remained. */
  stated: number | null;
  currency: string;
};

type FigureKey = "order" | "cancelled" | "stated" | "allLeft" | "points" | "moneyUnknown";
type Labels = (key: `figures.${FigureKey}`, values?: { amount: string }) => string;

export type FigureLabels = { sum: string; isMoney: boolean; notes: string[] };

export function useFigureLabels(): (stated: Stated) => FigureLabels {
  const t = useTranslations("payment");
  const locale = useLocale();
  return (stated) => figureLabels(t, stated, locale);
}

export function figureLabels(t: Labels, { figures, stated, currency }: Stated, locale: string): FigureLabels {
  const { order, money, points } = figures;
  const written = (amount: number) => ({ amount: formatMoney(amount, currency, locale) });
  const pointsNote = points !== null && points > 0 ? [t("figures.points", written(points))] : [];
  if (money !== null) {
    const isLess = order !== null && Number(order) !== money;
    return {
      sum: written(money).amount,
      isMoney: true,
      notes: [...(isLess ? [t("figures.cancelled", written(order))] : []), ...pointsNote],
    };
  }
  const sum =
    order !== null
      ? t("figures.order", written(order))
      : stated !== null
        ? t("figures.stated", written(stated))
        : t("figures.allLeft");
  return { sum, isMoney: false, notes: [t("figures.moneyUnknown"), ...pointsNote] };
}
