import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "@/components/labels/money";
import { methodName } from "@/components/labels/payment-labels";
import { PaymentStatusBadge, TestBadge } from "@/components/labels/payment-status";
import { pgName } from "@/components/labels/pg-names";
import { RefundBadge } from "@/components/labels/refund-badge";
import { FreshRows } from "@/components/live/fresh-rows";
import { Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { PaymentFilter, SortKey } from "@/lib/domain/payment/payment-filter";
import { paymentHref } from "@/lib/domain/payment/payment-href";
import { hasMatch, type MatchedText } from "@/lib/domain/payment/search-matches";
import type { OptionalColumn } from "@/lib/domain/payment/table-preferences";
import type { PaymentRow } from "@/lib/domain/views/payment-list";
import { ColumnHead } from "./column-head";

type Column = "payment" | OptionalColumn | "amount";

type PaymentTableProps = {
  rows: readonly PaymentRow[];
  /** Time when the rows were read (milliseconds); null where another part of the page follows the list. */
  readAt: number | null;
  /** Columns between the payment and its amount. */
  optional: readonly OptionalColumn[];
  /** Text above the rows that says why they are shown. */
  caption?: string;
  filter: PaymentFilter;
};

/** Returns the sort key of a column. The time of payment sorts by creation if creation has no column of its own. */
function orderBy(name: Column, columns: readonly Column[]): SortKey | null {
  if (name === "amount") return "amount";
  if (name === "requested") return "created";
  if (name === "time") return columns.includes("requested") ? "paid" : "created";
  return null;
}

export function PaymentTable({ rows, readAt, optional, caption, filter }: PaymentTableProps) {
  const t = useTranslations("paymentList");
  const columns: readonly Column[] = ["payment", ...optional, "amount"];
  return (
    <Table
      caption={caption ?? t("caption")}
      isCaptionShown={caption !== undefined}
      head={columns.map((name) => (
        <ColumnHead
          key={name}
          name={t(`column.${name}`)}
          isEnd={name === "amount"}
          filter={filter}
          by={orderBy(name, columns)}
        />
      ))}
    >
      <FreshRows
        rows={rows.map((row) => ({
          id: `${row.storeId}/${row.id}`,
          row: <Row row={row} columns={columns} />,
        }))}
        readAt={readAt}
        kinds={["payment"]}
      />
    </Table>
  );
}

/** On a phone, which is slow and shows few rows, a row is not laid out until it is near the visible area. */
function Row({ row, columns }: { row: PaymentRow; columns: readonly Column[] }) {
  return (
    <tr className="relative hover:bg-hover md:leading-5 max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-4 max-md:gap-y-1 max-md:px-4 max-md:py-3.5 max-md:[contain-intrinsic-block-size:auto_7.5rem] max-md:[content-visibility:auto]">
      {columns.map((name) => {
        const Cell = cells[name];
        return <Cell key={name} row={row} columns={columns} />;
      })}
    </tr>
  );
}

type CellProps = { row: PaymentRow; columns: readonly Column[] };

/** On a phone, the places of the cells do not depend on the order of the columns. */
const cells: Record<Column, (props: CellProps) => ReactNode> = {
  payment: PaymentCell,
  status: StatusCell,
  method: MethodCell,
  customer: CustomerCell,
  time: TimeCell,
  requested: RequestedCell,
  amount: AmountCell,
};

function PaymentCell({ row, columns }: CellProps) {
  const { matches } = row;
  return (
    <td className="max-w-0 min-w-52 px-3 py-1 max-md:max-w-none max-md:min-w-0 max-md:p-0 md:w-[40%] md:pl-5">
      <div className="md:flex md:items-baseline md:gap-2">
        <Link
          href={paymentHref(row.id)}
          prefetch={false}
          data-row
          className="block truncate font-semibold md:min-w-24 after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {matches ? <Marked text={matches.orderName} /> : row.orderName}
        </Link>
        <span className="flex min-w-0 items-center gap-1.5 text-xs text-faint md:shrink-[3]">
          <span className="truncate">{matches ? <Marked text={matches.id} /> : row.id}</span>
          <TestBadge channelType={row.channelType} />
        </span>
      </div>
      {otherMatches(row, columns).map((text) => (
        <span key={text.map((part) => part.text).join("")} className="block truncate text-xs text-muted">
          <Marked text={text} />
        </span>
      ))}
    </td>
  );
}

/** Returns the matched texts that no column shows. */
function otherMatches({ matches }: PaymentRow, columns: readonly Column[]): readonly MatchedText[] {
  if (matches === null) return [];
  const { customerName, contacts, others } = matches;
  const hidden = columns.includes("customer") || !hasMatch(customerName) ? [] : [customerName];
  return [...hidden, ...contacts, ...others];
}

function Marked({ text }: { text: MatchedText }) {
  return text.map(({ at, text, isMatch }) => (isMatch ? <Mark key={at}>{text}</Mark> : text));
}

function Mark({ children }: { children: ReactNode }) {
  return <mark className="rounded-xs bg-warn-soft text-ink">{children}</mark>;
}

function StatusCell({ row }: { row: PaymentRow }) {
  return (
    <td className="px-3 py-1 max-md:order-1 max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-2 max-md:p-0">
      <PaymentStatusBadge status={row.status} rawStatus={row.rawStatus} />
      {row.openRefund && (
        <span className="md:block">
          <RefundBadge state={row.openRefund} />
        </span>
      )}
    </td>
  );
}

function MethodCell({ row }: { row: PaymentRow }) {
  const t = useTranslations("payment");
  const locale = useLocale();
  return (
    <td className="px-3 py-1 max-md:order-3 max-md:p-0 max-md:text-sm max-md:text-muted md:whitespace-nowrap">
      <span>{row.methodType && methodName(t, { type: row.methodType, rawType: t("otherMethod") })}</span>
      {row.pgProvider && (
        <span
          className={`text-faint md:text-xs md:leading-4 ${row.methodType ? "before:content-['_·_']" : ""}`}
        >
          {pgName(row.pgProvider, locale)}
        </span>
      )}
    </td>
  );
}

function CustomerCell({ row }: { row: PaymentRow }) {
  return (
    <td className="px-3 py-1 text-muted max-md:order-4 max-md:p-0 max-md:text-right max-md:text-sm">
      {row.matches ? <Marked text={row.matches.customerName} /> : row.customerName}
    </td>
  );
}

function TimeCell({ row }: { row: PaymentRow }) {
  return (
    <td className="px-3 py-1 text-sm whitespace-nowrap text-muted max-md:order-2 max-md:p-0">
      <Time at={row.paidAt ?? row.requestedAt} isExact />
    </td>
  );
}

function RequestedCell({ row }: { row: PaymentRow }) {
  const t = useTranslations("paymentList");
  return (
    <td className="px-3 py-1 text-sm whitespace-nowrap text-muted max-md:order-5 max-md:col-span-2 max-md:p-0">
      <span className="text-faint md:hidden">{t("column.requested")} </span>
      <Time at={row.requestedAt} isExact />
    </td>
  );
}

function AmountCell({ row }: { row: PaymentRow }) {
  const t = useTranslations("payment");
  const total = <Money amount={row.total} currency={row.currency} className="font-semibold" />;
  return (
    <td className="px-3 py-1 text-right max-md:p-0 md:pr-5">
      {row.matches?.isTotal ? <Mark>{total}</Mark> : total}
      {row.charged !== null && Number(row.charged) !== row.total && (
        <span className="block text-xs text-muted md:leading-4 md:whitespace-nowrap">
          {t("chargedOf")} <Money amount={row.charged} currency={row.currency} />
        </span>
      )}
      {row.cancelled.order !== 0 && <CancelledSum row={row} />}
    </td>
  );
}

function CancelledSum({ row }: { row: PaymentRow }) {
  const t = useTranslations("payment");
  const { money, order } = row.cancelled;
  if (money === null)
    return (
      <span className="block text-xs text-danger md:leading-4">
        {order === null ? (
          t("cancelledUnknown")
        ) : (
          <>
            {t("cancelledOrder")} <Money amount={order} currency={row.currency} negative />
          </>
        )}
      </span>
    );
  return (
    <span className="block text-sm text-danger md:text-xs md:leading-4">
      <span className="sr-only">{t("moneyBack")} </span>
      <Money amount={money} currency={row.currency} negative />
    </span>
  );
}
