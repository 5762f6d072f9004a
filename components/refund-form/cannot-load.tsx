"use client";
import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";

/** Replaces a part of the form that could not be loaded. A reload loads the part; the draft keeps the typed text. */
export function CannotLoad() {
  const t = useTranslations("refundForm");
  return (
    <Callout kind="danger" role="alert" title={t("cannotLoad.title")}>
      {t("cannotLoad.body")}
    </Callout>
  );
}
