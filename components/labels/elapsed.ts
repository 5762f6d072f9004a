import { useTranslations } from "next-intl";

/** Returns a duration (minutes) in minutes, in hours up to 47, or in days, rounded down. */
export function useElapsed(minutes: number): string {
  const t = useTranslations("timeline");
  if (minutes < 1) return t("elapsed.less");
  if (minutes < 60) return t("elapsed.minutes", { n: String(minutes) });
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? t("elapsed.hours", { n: String(hours) })
    : t("elapsed.days", { n: String(Math.floor(hours / 24)) });
}
