"use client";
import { type ComponentProps, lazy } from "react";
import { ExportButton, type ExportIcon } from "@/components/list-tools/export-button";

const AuditExportDialog = lazy(() =>
  import("./audit-export-dialog").then((file) => ({ default: file.AuditExportDialog })),
);

type AuditExportProps = Omit<ComponentProps<typeof AuditExportDialog>, "onClose">;

export function AuditExportButton({ icon, ...props }: AuditExportProps & ExportIcon) {
  return (
    <ExportButton icon={icon}>{(close) => <AuditExportDialog {...props} onClose={close} />}</ExportButton>
  );
}
