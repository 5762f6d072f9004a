"use client";
// Exports the payments that match the conditions of the list.
import { useTranslations } from "next-intl";
import { ExportDialog } from "@/components/list-tools/export-dialog";
import { CountOf } from "@/components/ui/count-of";
import type { CappedCount } from "@/lib/domain/views/payment-list";

type PaymentExportDialogProps = {
  address: string;
  total: CappedCount;
  seesCustomers: boolean;
  signInHref: string;
  onClose: () => void;
};

export function PaymentExportDialog({ total, seesCustomers, ...props }: PaymentExportDialogProps) {
  const t = useTranslations("exports");
  return (
    <ExportDialog title={t("title")} name="payments" {...props}>
      <p>
        {t.rich("what", {
          count: () => (
            <strong>
              <CountOf of={total} />
            </strong>
          ),
        })}
      </p>
      <p className="text-sm text-muted">
        {t(seesCustomers ? "withNames" : "withMasks")} {t("recorded")}
      </p>
    </ExportDialog>
  );
}
