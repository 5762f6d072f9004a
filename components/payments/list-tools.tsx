// What can be done with the list as a whole, between its tabs and its rows.
import { ClientWords } from "@/components/client-words";
import { ExportButton } from "@/components/export/export-button";
import type { PaymentListPage } from "@/lib/domain/views";
import { exportHref } from "./addresses";

type ListToolsProps = { page: PaymentListPage; mayExport: boolean };

export function ListTools({ page, mayExport }: ListToolsProps) {
  const { filter, counts, rows } = page;
  return (
    <ClientWords room="payments">
      <div className="mt-3 flex flex-wrap items-center justify-end gap-2">
        {mayExport && rows.length > 0 && (
          <ExportButton
            address={exportHref(filter)}
            name="payments"
            total={counts[filter.tab]}
            signInHref="/sign-in?next=/payments"
          />
        )}
      </div>
    </ClientWords>
  );
}
