import Link from "next/link";
import { useTranslations } from "next-intl";
import { useElapsed } from "@/components/labels/elapsed";
import { useFigureLabels } from "@/components/labels/figure-labels";
import { triggerName } from "@/components/labels/payment-labels";
import { TestBadge } from "@/components/labels/payment-status";
import { refundTone } from "@/components/labels/refund-labels";
import { FreshRows } from "@/components/live/fresh-rows";
import { Badge } from "@/components/ui/badge";
import { ColumnHeading, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { paymentHref } from "@/lib/domain/payment/payment-href";
import type { RefundListRow, RefundOfRow } from "@/lib/domain/views/refund-list";
import { HandleRefund, type HandleRefundAction } from "./handle-refund";
import { WhatIsNext } from "./what-is-next";

const columns = ["order", "state", "requested", "finished", "amount"] as const;
const cell = "px-3 py-1.5 align-top md:leading-5 max-md:p-0";

/** A cancellation made elsewhere is none of our refunds, and its state has the words of a cancellation. */
const elsewhereStatus: Partial<Record<RefundListRow["state"], "SUCCEEDED" | "REQUESTED" | "FAILED">> = {
  succeeded: "SUCCEEDED",
  pending: "REQUESTED",
  failed: "FAILED",
};

type RefundTableProps = {
  rows: readonly RefundListRow[];
  /** Time when the rows were read (milliseconds). */
  readAt: number;
  handle: HandleRefundAction | null;
  signInHref: string;
};

export function RefundTable({ rows, readAt, handle, signInHref }: RefundTableProps) {
  const t = useTranslations("refunds");
  return (
    <Table
      caption={t("caption")}
      head={columns.map((name) => (
        <ColumnHeading key={name} isEnd={name === "amount"}>
          {t(`column.${name}`)}
        </ColumnHeading>
      ))}
    >
      <FreshRows
        rows={rows.map((row) => ({
          id: row.key,
          row: <Row row={row} handle={handle} signInHref={signInHref} />,
        }))}
        readAt={readAt}
        kinds={["worklists", "payment"]}
      />
    </Table>
  );
}

type RowProps = Omit<RefundTableProps, "rows" | "readAt"> & { row: RefundListRow };

function Row({ row, handle, signInHref }: RowProps) {
  const t = useTranslations("refunds");
  const labels = useFigureLabels()(row);
  const { refund, state, trigger } = row;
  const payment = useTranslations("payment");
  return (
    <tr className="max-md:grid max-md:grid-cols-[minmax(0,1fr)_fit-content(45%)] max-md:gap-x-4 max-md:gap-y-1.5 max-md:px-4 max-md:py-3.5">
      <td className={`${cell} max-w-0 min-w-44 max-md:max-w-none max-md:min-w-0 md:w-[34%] md:pl-5`}>
        <div className="flex items-center gap-1.5">
          <Link
            href={paymentHref(row.paymentId)}
            prefetch={false}
            data-row
            className="font-semibold text-accent hover:underline md:truncate"
          >
            {row.orderName}
          </Link>
          <TestBadge channelType={row.channelType} />
        </div>
        <span className="block text-xs text-faint max-md:wrap-anywhere md:truncate">
          {[row.paymentId, refund?.number, row.reason].filter(Boolean).join(" · ")}
        </span>
      </td>
      <td className={`${cell} text-sm max-md:order-1 max-md:col-span-2 md:w-[38%]`}>
        <span className="flex flex-wrap items-center gap-x-2">
          <Badge tone={refundTone[state === "recorded" ? "succeeded" : state]}>
            {refund === null && elsewhereStatus[state] !== undefined
              ? payment(`cancellation.${elsewhereStatus[state]}`)
              : t(`state.${state}`)}
          </Badge>
          <span className="text-xs text-muted">
            {refund?.actorName ?? (trigger === null ? t("elsewhere") : triggerName(payment, trigger))}
          </span>
        </span>
        {refund !== null && <WhatIsNext refund={refund} />}
        {handle !== null && refund?.state === "failed" && refund.handled === null && (
          <HandleRefund
            key={refund.id}
            refundId={refund.id}
            label={t("handleOf", { number: refund.number })}
            handle={handle}
            signInHref={signInHref}
          />
        )}
      </td>
      <td className={`${cell} text-sm whitespace-nowrap max-md:order-2 max-md:col-span-2`}>
        <span className="text-xs text-faint md:hidden">{t("column.requested")} </span>
        <Time at={row.requestedAt} isExact />
        {refund?.age.kind === "open" && <Age age={refund.age} />}
      </td>
      <td
        className={`${cell} text-sm whitespace-nowrap max-md:order-3 max-md:col-span-2 max-md:empty:hidden`}
      >
        {row.finishedAt !== null && (
          <>
            <span className="text-xs text-faint md:hidden">{t("column.finished")} </span>
            <Time at={row.finishedAt} isExact />
          </>
        )}
        {row.finishedAt === null && state === "succeeded" && (
          <span className="text-muted">{t("endUnknown")}</span>
        )}
        {refund !== null && refund.age.kind !== "open" && <Age age={refund.age} />}
      </td>
      <td className={`${cell} text-right font-semibold md:min-w-40 md:pr-5`}>
        {labels.sum}
        {labels.notes.map((note) => (
          <span key={note} className="block text-xs font-normal text-muted">
            {note}
          </span>
        ))}
      </td>
    </tr>
  );
}

function Age({ age }: Pick<RefundOfRow, "age">) {
  const t = useTranslations("refunds");
  const elapsed = useElapsed(age.minutes);
  return (
    <span className="block text-xs text-faint">
      {age.minutes < 1 && age.kind !== "took" ? t("justNow") : t(`age.${age.kind}`, { elapsed })}
    </span>
  );
}
