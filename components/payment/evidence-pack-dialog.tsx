"use client";
import { useTranslations } from "next-intl";
import { ExportDialog } from "@/components/list-tools/export-dialog";

type EvidencePackDialogProps = { paymentId: string; signInHref: string; onClose: () => void };

export function EvidencePackDialog({ paymentId, ...props }: EvidencePackDialogProps) {
  const t = useTranslations("evidencePack");
  return (
    <ExportDialog
      title={t("title")}
      name="evidence"
      address={`/api/export/evidence?payment=${encodeURIComponent(paymentId)}`}
      formats={["zip"]}
      {...props}
    >
      <p>{t("what")}</p>
      <p className="text-muted">{t("holds")}</p>
    </ExportDialog>
  );
}
