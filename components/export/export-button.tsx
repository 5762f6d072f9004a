"use client";
// Opens an export. What it takes is loaded when the button is first pressed.
import { useTranslations } from "next-intl";
import { type ComponentProps, lazy, type ReactNode, Suspense, useState } from "react";
import { buttonStyle } from "@/components/ui/button-style";

const PaymentExportDialog = lazy(() =>
  import("./payment-export-dialog").then((file) => ({ default: file.PaymentExportDialog })),
);
const RefundExportDialog = lazy(() =>
  import("./refund-export-dialog").then((file) => ({ default: file.RefundExportDialog })),
);

/** Drawn by the server, so that the page does not load it. */
type Icon = { icon: ReactNode };
type PaymentExportProps = Omit<ComponentProps<typeof PaymentExportDialog>, "onClose">;
type RefundExportProps = Omit<ComponentProps<typeof RefundExportDialog>, "onClose">;

export function PaymentExportButton({ icon, ...props }: PaymentExportProps & Icon) {
  return (
    <DialogButton icon={icon}>{(close) => <PaymentExportDialog {...props} onClose={close} />}</DialogButton>
  );
}

export function RefundExportButton({ icon, ...props }: RefundExportProps & Icon) {
  return (
    <DialogButton icon={icon}>{(close) => <RefundExportDialog {...props} onClose={close} />}</DialogButton>
  );
}

type DialogButtonProps = { icon: ReactNode; children: (close: () => void) => ReactNode };

function DialogButton({ icon, children }: DialogButtonProps) {
  const t = useTranslations("exports");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)} className={buttonStyle("secondary", "sm")}>
        {icon}
        {t("button")}
      </button>
      {isOpen && <Suspense fallback={null}>{children(() => setOpen(false))}</Suspense>}
    </>
  );
}
