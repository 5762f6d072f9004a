// The payments of a filter as a file. Takes the same query as the list, and a format.
import { getLocale, getTranslations } from "next-intl/server";
import { exportFileName } from "@/components/list-tools/file-name";
import { sheetFile } from "@/components/list-tools/sheet-file";
import {
  type PaymentSheetLabels,
  paymentColumns,
  paymentSheetRow,
} from "@/components/payment-list/payment-sheet";
import { download } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { currenciesSeen } from "@/lib/db/queries/payment-list/kinds";
import { pagesOfPayments } from "@/lib/db/queries/payment-list/list-payments";
import { auditedFilter, type PaymentFilter, readPaymentFilter } from "@/lib/domain/payment/payment-filter";
import { may } from "@/lib/domain/people/permissions";
import { mostDecimals, readSheetFormat, type SheetPage } from "@/lib/domain/sheet";

export const dynamic = "force-dynamic";

export const GET = download({
  permission: "payments:export",
  open: async ({ role }, request) => {
    const query = new URL(request.url).searchParams;
    const { filter } = readPaymentFilter(query);
    const seesCustomers = may(role, "customers:read");
    const format = readSheetFormat(query);
    const [locale, head, payment, currencies] = await Promise.all([
      getLocale(),
      getTranslations("paymentExport"),
      getTranslations("payment"),
      currenciesSeen(appContext().database.db),
    ]);
    const labels = {
      locale,
      head,
      payment,
      otherMethod: payment("otherMethod"),
    } satisfies PaymentSheetLabels;
    const sheet = {
      name: head("payments"),
      columns: paymentColumns(labels),
      decimals: mostDecimals(currencies),
      truncationNotice: head("truncationNotice"),
    };
    return {
      subject: "payments",
      fileName: exportFileName("payments", format),
      seesCustomers,
      detail: { ...auditedFilter(filter), format, locale, seesCustomers },
      ...sheetFile(format, sheet, pages({ filter, seesCustomers }, labels)),
    };
  },
});

async function* pages(
  listed: { filter: PaymentFilter; seesCustomers: boolean },
  labels: PaymentSheetLabels,
): AsyncGenerator<SheetPage, void, undefined> {
  for await (const rows of pagesOfPayments(appContext().database.db, listed))
    yield { rows: rows.map((row) => paymentSheetRow(row, labels)), counted: rows.length };
}
