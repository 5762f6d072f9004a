"use client";
// Shown in place of a page that failed. The server has logged the cause under the reference. Every page loads this part, so it
// has no icon.
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition } from "react";
import { buttonStyle } from "@/components/ui/button-style";

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
      <div role="alert" className="flex flex-col gap-0.5 rounded-md bg-danger-soft px-3.5 py-3 text-ink">
        <p className="font-semibold">{t("body")}</p>
        {reference && <p className="text-sm text-muted">{t("reference", { reference })}</p>}
      </div>
      <button type="button" className={buttonStyle("secondary")} onClick={again}>
        {t("retry")}
      </button>
    </div>
  );
}
