// Refunds and cancellations of some days (`from`, `to`) or under the filter of the list as a file, with `columns` and `format`.
import { getLocale, getTranslations } from "next-intl/server";
import { exportFileName } from "@/components/list-tools/file-name";
import { sheetFile } from "@/components/list-tools/sheet-file";
import {
  type RefundSheetLabels,
  refundSheetColumns,
  refundSheetRow,
  refundTotalRows,
} from "@/components/refunds/refund-sheet";
import { download } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { currenciesSeen } from "@/lib/db/queries/payment-list/kinds";
import { pagesOfRefunds } from "@/lib/db/queries/refund-export";
import { type RefundExport, readRefundExport, refundTotals } from "@/lib/domain/refund/refund-export";
import { writeRefundFilter } from "@/lib/domain/refund/refund-filter";
import { mostDecimals, readSheetFormat, type SheetPage } from "@/lib/domain/sheet";

export const dynamic = "force-dynamic";

export const GET = download({
  permission: "payments:export",
  open: async (_, request) => {
    const query = new URL(request.url).searchParams;
    const settings = readRefundExport(query);
    if (settings === null) return null;
    const format = readSheetFormat(query);
    const locale = await getLocale();
    const [sheet, payment, refundState, requester, currencies] = await Promise.all([
      getTranslations("refundExport"),
      getTranslations("payment"),
      getTranslations("refund.badge"),
      getTranslations("refundForm.by"),
      currenciesSeen(appContext().database.db),
    ]);
    const labels = {
      locale,
      head: (column) => sheet(`column.${column}`),
      refund: sheet("kind.refund"),
      desk: sheet("desk"),
      counted: (key, count) => sheet(`counted.${key}`, { count: count.toLocaleString("en") }),
      payment,
      otherMethod: payment("otherMethod"),
      refundState,
      requester,
    } satisfies RefundSheetLabels;
    const file = {
      name: sheet("title"),
      columns: refundSheetColumns(settings.columns, labels),
      decimals: mostDecimals(currencies),
      truncationNotice: sheet("truncationNotice"),
    };
    return {
      subject: "refunds",
      seesCustomers: false,
      fileName: exportFileName("refunds", format),
      detail: {
        ...("days" in settings.of ? settings.of.days : { filter: writeRefundFilter(settings.of.filter) }),
        columns: settings.columns.join(","),
        format,
        locale,
      },
      ...sheetFile(format, file, pages(settings, labels)),
    };
  },
});

/** The rows, and after them an empty one and the totals. */
async function* pages(
  settings: RefundExport,
  labels: RefundSheetLabels,
): AsyncGenerator<SheetPage, void, undefined> {
  const totals = refundTotals();
  for await (const rows of pagesOfRefunds(appContext().database.db, settings.of)) {
    for (const row of rows) totals.add(row);
    yield { rows: rows.map((row) => refundSheetRow(settings.columns, row, labels)), counted: rows.length };
  }
  const last = totals.list().flatMap((total) => refundTotalRows(settings.columns, total, labels));
  if (last.length > 0) yield { rows: [settings.columns.map(() => null), ...last], counted: 0 };
}
