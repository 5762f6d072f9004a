// Tools for the whole list, in the line of its title.
import { Bookmark, Download, SlidersHorizontal } from "lucide-react";
import type { ComponentProps } from "react";
import { exportHref } from "@/components/labels/payment-list-href";
import { DisplayMenu } from "@/components/list-tools/display-menu";
import { ClientMessages } from "@/components/shell/client-messages";
import { signInPath } from "@/lib/domain/next-path";
import { writePaymentFilter } from "@/lib/domain/payment/payment-filter";
import type { SavedView } from "@/lib/domain/payment/saved-view";
import type { PaymentListPage } from "@/lib/domain/views/payment-list";
import { PaymentExportButton } from "./payment-export-button";
import type { ViewActions } from "./view-actions";
import { ViewsMenu } from "./views-menu";

type ListToolsProps = ViewActions & {
  page: PaymentListPage;
  views: readonly SavedView[];
  mayShare: boolean;
  mayExport: boolean;
  display: Omit<ComponentProps<typeof DisplayMenu>, "icon">;
};

const path = "/payments";
const icon = { className: "size-4", "aria-hidden": true } as const;

export function ListTools({ page, mayExport, display, ...viewing }: ListToolsProps) {
  const { filter, counts } = page;
  const total = counts[filter.tab];
  const query = writePaymentFilter(filter);
  const signInHref = signInPath(path);
  return (
    <ClientMessages of="listTools">
      <div className="flex flex-wrap items-center gap-1.5">
        <ViewsMenu
          icon={<Bookmark {...icon} />}
          {...viewing}
          query={query}
          path={path}
          signInHref={signInHref}
        />
        <DisplayMenu icon={<SlidersHorizontal {...icon} />} {...display} />
        {mayExport && (total.count > 0 || total.atLeast) && (
          <PaymentExportButton
            seesCustomers={page.seesCustomers}
            icon={<Download {...icon} />}
            address={exportHref(filter)}
            total={total}
            signInHref={signInHref}
          />
        )}
      </div>
    </ClientMessages>
  );
}
