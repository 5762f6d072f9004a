import { useTranslations } from "next-intl";

/** First stop of the keyboard: skips the menu and leads to the content of the page. */
export function SkipLink() {
  const t = useTranslations("shell");
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-surface focus:px-4 focus:py-2 focus:font-semibold focus:text-ink focus:shadow-float"
    >
      {t("skip")}
    </a>
  );
}
