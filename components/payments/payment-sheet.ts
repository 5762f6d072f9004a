// Payments as a spreadsheet reads them: UTF-8 with a mark, CRLF, every cell quoted, and nothing that runs as a formula.
import { stringify } from "csv-stringify/sync";
import { seoulTime } from "@/components/ui/seoul-time";
import { writePlainAmount } from "@/lib/domain/amount-input";
import type { PaymentRow } from "@/lib/domain/views";
import { pgName } from "./pg-names";
import { methodName, paymentStatusName } from "./words";

const columns = [
  "id",
  "orderName",
  "status",
  "method",
  "pg",
  "channel",
  "customer",
  "currency",
  "total",
  "charged",
  "cancelled",
  "moneyBack",
  "requestedAt",
  "paidAt",
  "store",
] as const;
type Column = (typeof columns)[number];

/** `head` names the columns; the others are the words of the room `payment`. */
export type CsvWords = {
  locale: string;
  head: (column: Column) => string;
  payment: Parameters<typeof paymentStatusName>[0] & Parameters<typeof methodName>[0];
  otherMethod: string;
};

const byteOrderMark = "\uFEFF";

export function csvHead({ head }: CsvWords): string {
  return byteOrderMark + lines([columns.map((name) => head(name))]);
}

/** Amounts in the currency's own unit as plain numbers, times in Asia/Seoul. */
export function csvRows(rows: readonly PaymentRow[], words: CsvWords): string {
  return lines(rows.map((row) => columns.map((name) => cells[name](row, words))));
}

/** A line of its own for what is no payment. */
export function csvNotice(text: string): string {
  return lines([[text]]);
}

const cells: Record<Column, (row: PaymentRow, words: CsvWords) => string> = {
  id: ({ id }) => id,
  orderName: ({ orderName }) => orderName,
  status: ({ status, rawStatus }, { payment }) => paymentStatusName(payment, status, rawStatus),
  method: ({ methodType }, { payment, otherMethod }) =>
    methodType === null ? "" : methodName(payment, { type: methodType, rawType: otherMethod }),
  pg: ({ pgProvider }, { locale }) => (pgProvider === null ? "" : pgName(pgProvider, locale)),
  channel: ({ channelType }) => channelType ?? "",
  customer: ({ customerName }) => customerName ?? "",
  currency: ({ currency }) => currency,
  total: ({ total, currency }) => writePlainAmount(total, currency),
  charged: ({ charged, currency }) => known(charged, currency),
  cancelled: ({ cancelled, currency }) => known(cancelled.order, currency),
  moneyBack: ({ cancelled, currency }) => known(cancelled.money, currency),
  requestedAt: ({ requestedAt }, { locale }) => seoulTime(requestedAt, "sheet", locale),
  paidAt: ({ paidAt }, { locale }) => (paidAt === null ? "" : seoulTime(paidAt, "sheet", locale)),
  store: ({ storeId }) => storeId,
};

/** What is not known is an empty cell, and never a zero. */
function known(amount: number | null, currency: string): string {
  return amount === null ? "" : writePlainAmount(amount, currency);
}

function lines(records: readonly (readonly string[])[]): string {
  return stringify(
    records.map((record) => record.map(bare)),
    {
      quoted: true,
      quoted_empty: true,
      record_delimiter: "windows",
      // Puts an apostrophe before = + - @ tab CR and their full-width forms at the beginning of a cell.
      escape_formulas: true,
    },
  );
}

/** Without the blanks and line ends before a formula: some programs take them away themselves, and then run it. */
function bare(text: string): string {
  return text.replace(/^[\s\p{Cc}]+(?=[=+\-@＝＋－＠])/u, "");
}
