"use client";
import { useTranslations } from "next-intl";
import { Callout } from "./callout";

/** Replaces a part of the page that could not be loaded. A reload loads the part; a draft keeps the typed text. */
export function PartNotLoaded() {
  const t = useTranslations("common");
  return (
    <Callout kind="danger" role="alert" title={t("partNotLoaded.title")}>
      {t("partNotLoaded.body")}
    </Callout>
  );
}
