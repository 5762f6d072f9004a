"use client";
import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";

/** Stands where a part of the form could not be loaded. A reload brings it: what was typed is kept as a draft. */
export function CannotLoad() {
  const t = useTranslations("refundForm");
  return (
    <Callout kind="danger" role="alert" title={t("cannotLoad.title")}>
      {t("cannotLoad.body")}
    </Callout>
  );
}
