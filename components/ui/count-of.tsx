import { useTranslations } from "next-intl";

/** Shows a count with separators, and with a plus where the count is only known to exceed its cap. */
export function CountOf({ of }: { of: { count: number; atLeast: boolean } }) {
  const t = useTranslations("common");
  const count = of.count.toLocaleString("en");
  return <>{of.atLeast ? t("atLeast", { count }) : count}</>;
}
