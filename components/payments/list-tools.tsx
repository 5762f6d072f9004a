// What can be done with the list as a whole, between its tabs and its rows.
import type { ComponentProps } from "react";
import { ClientWords } from "@/components/client-words";
import { DisplayMenu } from "@/components/display/display-menu";
import { ExportButton } from "@/components/export/export-button";
import type { ViewActions } from "@/components/views/view-actions";
import { ViewsMenu } from "@/components/views/views-menu";
import { writePaymentFilter } from "@/lib/domain/payment-filter";
import type { SavedView } from "@/lib/domain/saved-view";
import type { PaymentListPage } from "@/lib/domain/views";
import { exportHref } from "./addresses";

type ListToolsProps = ViewActions & {
  page: PaymentListPage;
  views: readonly SavedView[];
  mayShare: boolean;
  mayExport: boolean;
  display: ComponentProps<typeof DisplayMenu>;
};

const path = "/payments";

export function ListTools({ page, mayExport, display, ...viewing }: ListToolsProps) {
  const { filter, counts } = page;
  const total = counts[filter.tab];
  const query = writePaymentFilter(filter);
  const signInHref = `/sign-in?next=${path}`;
  return (
    <ClientWords room="payments">
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <ViewsMenu {...viewing} query={query} path={path} signInHref={signInHref} />
        <span className="grow" />
        <DisplayMenu {...display} />
        {mayExport && (total.count > 0 || total.atLeast) && (
          <ExportButton
            address={exportHref(filter)}
            name="payments"
            total={total}
            signInHref={signInHref}
          />
        )}
      </div>
    </ClientWords>
  );
}
