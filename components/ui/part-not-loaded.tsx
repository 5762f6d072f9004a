"use client";
import { useTranslations } from "next-intl";

/**
 * Replaces a part of the page that could not be loaded. A reload loads the part; a draft keeps the typed text. Plain, so that
 * a page does not load an icon for a rare case.
 */
export function PartNotLoaded() {
  const t = useTranslations("common");
  return (
    <div role="alert" className="rounded-lg border border-line px-4 py-3 text-sm">
      <p className="font-semibold text-danger">{t("partNotLoaded.title")}</p>
      <p className="text-muted">{t("partNotLoaded.body")}</p>
    </div>
  );
}
