"use client";
import { type ComponentProps, lazy } from "react";
import { ExportButton, type ExportIcon } from "@/components/list-tools/export-button";

const RefundExportDialog = lazy(() =>
  import("./refund-export-dialog").then((file) => ({ default: file.RefundExportDialog })),
);

type RefundExportProps = Omit<ComponentProps<typeof RefundExportDialog>, "onClose">;

export function RefundExportButton({ icon, ...props }: RefundExportProps & ExportIcon) {
  return (
    <ExportButton icon={icon}>{(close) => <RefundExportDialog {...props} onClose={close} />}</ExportButton>
  );
}
