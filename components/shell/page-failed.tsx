"use client";
// Shown in place of a page that failed. The server has logged the cause under the reference.
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { Callout } from "@/components/ui/callout";

export function PageFailed({ reference, retry }: { reference: string | null; retry: () => void }) {
  const t = useTranslations("failed");
  const router = useRouter();
  /** Requests the page again, because the server's earlier answer failed. */
  function again() {
    startTransition(() => {
      router.refresh();
      retry();
    });
  }
  return (
    <div className="flex flex-col items-start gap-4">
      <h1 className="text-xl font-bold tracking-tight">{t("title")}</h1>
      <Callout kind="danger" title={t("body")} role="alert">
        {reference && t("reference", { reference })}
      </Callout>
      <button type="button" className={buttonStyle("secondary")} onClick={again}>
        {t("retry")}
      </button>
    </div>
  );
}
