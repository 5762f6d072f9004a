"use client";
// Exports refunds and cancellations of a period, with chosen columns. The browser stores the choice of columns.
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { ExportDialog } from "@/components/list-tools/export-dialog";
import { periodPresets } from "@/components/list-tools/period-presets";
import { fieldBox, fieldError, fieldLabel } from "@/components/ui/field-style";
import { readStored, writeStored } from "@/components/ui/local-storage";
import {
  fixedRefundColumns,
  type RefundColumn,
  readRefundExport,
  refundColumns,
  withFixedColumns,
  writeRefundExport,
} from "@/lib/domain/refund/refund-export";
import { isRefundFilterSet, type RefundFilter } from "@/lib/domain/refund/refund-filter";

type RefundExportDialogProps = {
  /** Filter of the list; without conditions, the dialog asks for a period. */
  filter: RefundFilter;
  /** Number of the rows in the list; null if they are too many to count. */
  count: number | null;
  signInHref: string;
  onClose: () => void;
};
type Days = { from: string; to: string };

const storageKey = "refund-export-columns";
const fixed: readonly string[] = fixedRefundColumns;

export function RefundExportDialog({ filter, count, ...props }: RefundExportDialogProps) {
  const t = useTranslations("refundExport");
  const [days, setDays] = useState<Days>(lastMonth);
  const [columns, setColumns] = useState(storedColumns);
  const isFiltered = isRefundFilterSet(filter);
  const query = writeRefundExport({ of: isFiltered ? { filter } : { days }, columns });
  const problem = problemOf(days, query);
  const address = problem === null ? `/api/export/refunds?${query}` : null;
  function choose(next: readonly string[]) {
    const chosen = withFixedColumns(next);
    setColumns(chosen);
    writeStored(storageKey, chosen.length === refundColumns.length ? "" : chosen.join());
  }
  return (
    <ExportDialog title={t("title")} name="refunds" address={address} {...props}>
      <p>
        {isFiltered
          ? t("whatFiltered", { count: count === null ? "" : count.toLocaleString("en") })
          : t("what")}
      </p>
      <p className="text-sm text-muted">{t("recorded")}</p>
      {!isFiltered && <DaysFields days={days} problem={problem} onChange={setDays} />}
      <Columns columns={columns} onChoose={choose} />
    </ExportDialog>
  );
}

type Problem = "unreadable" | "inverted" | null;

function problemOf({ from, to }: Days, query: string): Problem {
  if (readRefundExport(new URLSearchParams(query)) !== null) return null;
  return from !== "" && to !== "" && from > to ? "inverted" : "unreadable";
}

function lastMonth(): Days {
  const preset = periodPresets(new Date()).find(({ name }) => name === "last-month");
  return { from: preset?.from ?? "", to: preset?.to ?? "" };
}

function storedColumns(): RefundColumn[] {
  const stored = readStored(storageKey);
  return stored === "" ? [...refundColumns] : withFixedColumns(stored.split(","));
}

type DaysFieldsProps = {
  days: Days;
  problem: Problem;
  onChange: (days: Days) => void;
};

function DaysFields({ days, problem, onChange }: DaysFieldsProps) {
  const t = useTranslations("refundExport");
  const problemId = useId();
  return (
    <div className="flex flex-col gap-2">
      <div className="grid grid-cols-2 gap-2">
        {(["from", "to"] as const).map((name) => (
          <label key={name} className="flex flex-col gap-1.5">
            <span className={fieldLabel}>{t(name)}</span>
            <input
              type="date"
              value={days[name]}
              min="2000-01-01"
              max="2199-12-31"
              aria-invalid={problem !== null}
              aria-describedby={problem === null ? undefined : problemId}
              onChange={(event) => onChange({ ...days, [name]: event.target.value })}
              className={`${fieldBox} h-10`}
            />
          </label>
        ))}
      </div>
      {problem !== null && (
        <p id={problemId} role="alert" className={fieldError}>
          {t(problem)}
        </p>
      )}
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">{t("presets")}</legend>
        {periodPresets(new Date()).flatMap(({ name, from, to }) =>
          name === "month" || name === "last-month" ? (
            <button
              key={name}
              type="button"
              onClick={() => onChange({ from, to })}
              className="min-h-8 rounded-md bg-sunken px-2.5 text-sm text-muted hover:bg-hover hover:text-ink"
            >
              {t(`preset.${name}`)}
            </button>
          ) : (
            []
          ),
        )}
      </fieldset>
    </div>
  );
}

type ColumnsProps = {
  columns: readonly RefundColumn[];
  onChoose: (columns: readonly string[]) => void;
};

function Columns({ columns, onChoose }: ColumnsProps) {
  const t = useTranslations("refundExport");
  const isWhole = columns.length === refundColumns.length;
  return (
    <details className="group">
      <summary className="flex min-h-9 cursor-pointer items-center gap-3">
        <span className={fieldLabel}>{t("columns")}</span>
        <span className="ml-auto text-sm text-muted">
          {t("columnsChosen", { chosen: columns.length, all: refundColumns.length })}
        </span>
        <ChevronDown className="size-4 text-muted group-open:rotate-180" aria-hidden="true" />
      </summary>
      <fieldset className="mt-1 grid grid-cols-1 gap-x-3 sm:grid-cols-2">
        <legend className="sr-only">{t("columns")}</legend>
        {refundColumns.map((column) => (
          <label key={column} className="flex min-h-9 items-center gap-2">
            <input
              type="checkbox"
              checked={columns.includes(column)}
              disabled={fixed.includes(column)}
              onChange={({ target }) =>
                onChoose(target.checked ? [...columns, column] : columns.filter((other) => other !== column))
              }
              className="size-4 shrink-0 accent-accent"
            />
            {t(`column.${column}`)}
          </label>
        ))}
      </fieldset>
      {!isWhole && (
        <button
          type="button"
          onClick={() => onChoose(refundColumns)}
          className="min-h-9 text-sm text-accent hover:underline"
        >
          {t("allColumns")}
        </button>
      )}
    </details>
  );
}
