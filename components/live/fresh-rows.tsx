"use client";
// The rows of a list that is read again when something changes. Rows in view change in place; what is new among them waits
// behind a bar until the person asks for it, so that no row moves away under the pointer.
import { ArrowUp } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { Fragment, type ReactNode, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useIsHydrated } from "@/components/ui/hydrated";
import type { Change } from "@/lib/domain/change";
import { RefreshOnChange } from "./refresh-on-change";

type FreshRowsProps = {
  rows: readonly { id: string; row: ReactNode }[];
  /** When the rows were read (milliseconds, the server's clock), and the changes after which they are read again; null for never. */
  readAt: number | null;
  kinds: readonly Change["kind"][];
  /** Columns of the table that the rows stand in; null where they are items of a list. */
  columns: number | null;
};

export function FreshRows({ rows, readAt, kinds, columns }: FreshRowsProps) {
  const t = useTranslations("live");
  const all = () => new Set(rows.map(({ id }) => id));
  const [known, setKnown] = useState<ReadonlySet<string>>(all);
  const list = useList();
  const [knownList, setKnownList] = useState(list);
  if (list !== knownList) {
    setKnownList(list);
    setKnown(all());
  }
  const isReady = useIsHydrated();
  // What comes below the last row that was here moves none. A list of nothing but new rows waits as well.
  const lastKnown = rows.findLastIndex(({ id }) => known.has(id));
  const shown = rows.filter(({ id }, at) => known.has(id) || (lastKnown !== -1 && at > lastKnown));
  const fresh = rows.length - shown.length;
  if (shown.some(({ id }) => !known.has(id))) setKnown(new Set([...known, ...shown.map(({ id }) => id)]));

  const words = fresh === 0 ? null : t("fresh", { count: String(fresh) });
  const bar = words && (
    <button
      type="button"
      onClick={() => setKnown(all())}
      className="flex min-h-9 w-full items-center justify-center gap-1.5 bg-accent-soft px-4 text-sm font-semibold text-accent hover:underline"
    >
      <ArrowUp className="size-4" aria-hidden="true" />
      {words} · {t("showFresh")}
    </button>
  );
  useFocusInRows(rows);
  return (
    <>
      {readAt !== null && <RefreshOnChange readAt={readAt} kinds={kinds} />}
      {/* Among rows nothing may stand that is read out. */}
      {isReady &&
        createPortal(
          <p role="status" className="sr-only">
            {words}
          </p>,
          document.body,
        )}
      {bar &&
        (columns === null ? (
          <li>{bar}</li>
        ) : (
          <tr className="max-md:block">
            <td colSpan={columns} className="p-0 max-md:block">
              {bar}
            </td>
          </tr>
        ))}
      {shown.map(({ id, row }) => (
        <Fragment key={id}>{row}</Fragment>
      ))}
    </>
  );
}

/** Where the row with the focus has left the list, the row that took its place gets it. */
function useFocusInRows(rows: FreshRowsProps["rows"]): void {
  const focused = useRef<{ row: Element; at: number } | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest("[data-row]") : null;
      focused.current = row && { row, at: rowsOnPage().indexOf(row) };
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows are the occasion to look.
  useEffect(() => {
    if (focused.current?.row.isConnected !== false || document.activeElement !== document.body) return;
    const left = rowsOnPage();
    const next = left[Math.min(focused.current.at, left.length - 1)];
    if (next instanceof HTMLElement) next.focus();
  }, [rows]);
}

function rowsOnPage(): Element[] {
  return [...document.querySelectorAll("[data-row]")];
}

/** Which list it is: another tab, search or page is another one, another choice in it is not. */
function useList(): string {
  const query = new URLSearchParams(useSearchParams());
  query.delete("id");
  return query.toString();
}
