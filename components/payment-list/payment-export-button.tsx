"use client";
import { type ComponentProps, lazy } from "react";
import { ExportButton, type ExportIcon } from "@/components/list-tools/export-button";

const PaymentExportDialog = lazy(() =>
  import("./payment-export-dialog").then((file) => ({ default: file.PaymentExportDialog })),
);

type PaymentExportProps = Omit<ComponentProps<typeof PaymentExportDialog>, "onClose">;

export function PaymentExportButton({ icon, ...props }: PaymentExportProps & ExportIcon) {
  return (
    <ExportButton icon={icon}>{(close) => <PaymentExportDialog {...props} onClose={close} />}</ExportButton>
  );
}
