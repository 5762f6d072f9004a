import { useTranslations } from "next-intl";

/** A count with separators; one that is only known to exceed its cap carries a plus. */
export function CountOf({ of }: { of: { count: number; atLeast: boolean } }) {
  const t = useTranslations("common");
  const count = of.count.toLocaleString("en");
  return <>{of.atLeast ? t("atLeast", { count }) : count}</>;
}
