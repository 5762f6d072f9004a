// The payments of a filter as a file. Takes the same query as the list.
import { getLocale, getTranslations } from "next-intl/server";
import { type CsvWords, csvHead, csvNotice, csvRows } from "@/components/payments/payment-csv";
import { seoulTime } from "@/components/ui/seoul-time";
import { download } from "@/lib/auth/entry";
import { pagesOfPayments } from "@/lib/db/queries/payment-list";
import { desk } from "@/lib/desk";
import { type PaymentFilter, readPaymentFilter, writePaymentFilter } from "@/lib/domain/payment-filter";

export const dynamic = "force-dynamic";

export const GET = download({
  permission: "payments:export",
  open: async (_, request) => {
    const { filter } = readPaymentFilter(new URL(request.url).searchParams);
    const [locale, head, payment] = await Promise.all([
      getLocale(),
      getTranslations("csv"),
      getTranslations("payment"),
    ]);
    const words = { locale, head, payment, otherMethod: payment("otherMethod") } satisfies CsvWords;
    return {
      fileName: `payments-${seoulTime(new Date().toISOString(), "sheet", locale).replaceAll(/\D/g, "")}.csv`,
      contentType: "text/csv; charset=utf-8",
      asked: { filter: writePaymentFilter(filter), locale },
      pieces: pieces(filter, words),
      cutOff: csvNotice(head("cutOff")),
    };
  },
});

async function* pieces(filter: PaymentFilter, words: CsvWords) {
  yield { text: csvHead(words), rows: 0 };
  for await (const rows of pagesOfPayments(desk().database.db, filter))
    yield { text: csvRows(rows, words), rows: rows.length };
}
