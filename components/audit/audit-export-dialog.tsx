"use client";
import { useTranslations } from "next-intl";
import { ExportDialog } from "@/components/list-tools/export-dialog";
import { type AuditFilter, writeAuditFilter } from "@/lib/domain/audit/audit-filter";
import { exportFormats } from "@/lib/domain/sheet";

type AuditExportDialogProps = { filter: AuditFilter; signInHref: string; onClose: () => void };

export function AuditExportDialog({ filter, ...props }: AuditExportDialogProps) {
  const t = useTranslations("auditTools.export");
  return (
    <ExportDialog
      title={t("title")}
      name="audit"
      address={`/api/export/audit?${writeAuditFilter(filter)}`}
      formats={exportFormats}
      {...props}
    >
      <p>{t("what")}</p>
    </ExportDialog>
  );
}
