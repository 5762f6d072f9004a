"use client";
// The rows of a list that is read again when something changes. Rows in view change in place; what is new among them waits
// behind a button until the person asks for it, so that no row moves away under the pointer. The button has its own place
// above the list: it neither moves a row nor covers one.
import { ArrowUp } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import {
  createContext,
  Fragment,
  type ReactNode,
  use,
  useActionState,
  useEffect,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";
import type { Change } from "@/lib/domain/views/change-event";
import { RefreshOnChange } from "./refresh-on-change";

const PlaceContext = createContext<HTMLElement | null>(null);

/** Put this around the list: its first line is where the button comes, and is kept free for it. */
export function NewRowsPlace({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <PlaceContext value={place}>
      <div
        ref={setPlace}
        className="pointer-events-none relative z-10 flex h-8 items-center justify-center gap-2 md:h-6"
      />
      {children}
    </PlaceContext>
  );
}

const RequestContext = createContext<{ isOpen: boolean; setIsOpen: (isOpen: boolean) => void }>({
  isOpen: false,
  setIsOpen: () => {},
});

/** Wraps a list and its form for new payments: rows that the person requested appear at once, not behind the button. */
export function NewRowsRequest({ children }: { children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  return <RequestContext value={{ isOpen, setIsOpen }}>{children}</RequestContext>;
}

type FreshRequestFormProps = {
  action: () => Promise<void>;
  /** Identifies the last finished request; null while one runs. Read no later than the rows. */
  end: string | null;
  children: ReactNode;
};

/** A request lasts from the press, also from a press before hydration, until the rows of its end are rendered. */
export function NewRowsRequestForm({ action, end, children }: FreshRequestFormProps) {
  const { setIsOpen } = use(RequestContext);
  const [, send, isSending] = useActionState(action, undefined);
  const [sent, setSent] = useState<{ before: string | null } | null>(null);
  if (isSending && sent === null) setSent({ before: end });
  const isOver = sent !== null && !isSending && end !== null && end !== sent.before;
  // After the rows that came with this end.
  useEffect(() => {
    if (isOver) setSent(null);
  }, [isOver]);
  const isOpen = sent !== null;
  useEffect(() => setIsOpen(isOpen), [isOpen, setIsOpen]);
  return <form action={send}>{children}</form>;
}

type FreshRowsProps = {
  rows: readonly { id: string; row: ReactNode }[];
  /** When the rows were read (milliseconds, the server's clock), and the changes after which they are read again; null for never. */
  readAt: number | null;
  kinds: readonly Change["kind"][];
};

export function FreshRows({ rows, readAt, kinds }: FreshRowsProps) {
  const t = useTranslations("live");
  const all = () => new Set(rows.map(({ id }) => id));
  const [known, setKnown] = useState<ReadonlySet<string>>(all);
  const list = useList();
  const [knownList, setKnownList] = useState(list);
  if (list !== knownList) {
    setKnownList(list);
    setKnown(all());
  }
  const { isOpen } = use(RequestContext);
  if (isOpen && rows.some(({ id }) => !known.has(id))) setKnown(all());
  // Rows after the last known row are shown at once, because they move no other row.
  const lastKnown = rows.findLastIndex(({ id }) => known.has(id));
  const shown = rows.filter(({ id }, at) => known.has(id) || (lastKnown !== -1 && at > lastKnown));
  const fresh = rows.length - shown.length;
  if (shown.some(({ id }) => !known.has(id))) setKnown(new Set([...known, ...shown.map(({ id }) => id)]));

  const place = use(PlaceContext);
  const labels = fresh === 0 ? null : t("fresh", { count: String(fresh) });
  useFocusInRows(rows);
  return (
    <>
      {readAt !== null && <RefreshOnChange readAt={readAt} kinds={kinds} />}
      {place &&
        createPortal(
          <>
            <p role="status" className="sr-only">
              {labels}
            </p>
            {labels && (
              <button
                type="button"
                onClick={() => setKnown(all())}
                className="overlay-in pointer-events-auto flex min-h-7 items-center gap-1.5 rounded-full bg-accent px-3.5 text-sm font-semibold whitespace-nowrap text-on-accent shadow-float hover:bg-accent-hover"
              >
                <ArrowUp className="size-4" aria-hidden="true" />
                {labels} · {t("showFresh")}
              </button>
            )}
          </>,
          place,
        )}
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

/** Identifies the list by tab, search and page; the selected row does not matter. */
function useList(): string {
  const query = new URLSearchParams(useSearchParams());
  query.delete("id");
  return query.toString();
}
