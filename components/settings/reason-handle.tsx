"use client";
// Handle that moves a reason in the list, by arrow keys and by dragging with a mouse, a pen or a finger.
import { GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { useIsHydrated } from "@/components/ui/hydrated";

/** A row that is being dragged: its place, the place where it would be dropped, and the way of the pointer (pixels). */
export type RowDrag = { from: number; to: number; startY: number; by: number };

type ReasonHandleProps = {
  name: string;
  at: number;
  count: number;
  drag: RowDrag | null;
  onDrag: (drag: RowDrag | null) => void;
  onMove: (to: number) => void;
};

export function ReasonHandle({ name, at, count, drag, onDrag, onMove }: ReasonHandleProps) {
  const t = useTranslations("reasonSettings");
  const isReady = useIsHydrated();
  const isDragged = drag?.from === at;

  function pressKey(event: React.KeyboardEvent) {
    if (event.key === "Escape" && isDragged) onDrag(null);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: count - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (drag === null && to >= 0 && to < count) onMove(to);
  }

  return (
    <button
      type="button"
      disabled={!isReady}
      aria-label={t("moveOf", { reason: name })}
      title={t("moveHint")}
      aria-keyshortcuts="ArrowUp ArrowDown Home End"
      onKeyDown={pressKey}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        onDrag({ from: at, to: at, startY: event.clientY, by: 0 });
      }}
      onPointerMove={(event) => {
        if (!isDragged) return;
        const { currentTarget, clientY } = event;
        onDrag({ ...drag, to: placeAt(currentTarget, at, clientY), by: clientY - drag.startY });
      }}
      onPointerUp={() => {
        if (!isDragged) return;
        onDrag(null);
        onMove(drag.to);
      }}
      onPointerCancel={() => onDrag(null)}
      className="grid min-h-10 w-8 shrink-0 cursor-grab touch-none place-items-center rounded-sm text-faint hover:bg-sunken hover:text-ink active:cursor-grabbing"
    >
      <GripVertical className="size-4.5" aria-hidden="true" />
    </button>
  );
}

/** Returns the place of a row that is held at `y`: after the rows whose middle is above. */
function placeAt(handle: HTMLElement, at: number, y: number): number {
  const rows = [...(handle.closest("ol")?.children ?? [])];
  return rows.filter((row, index) => index !== at && middleOf(row) < y).length;
}

/** `offsetTop` leaves out the shift of the rows that make room. */
function middleOf(row: Element): number {
  if (!(row instanceof HTMLElement) || row.parentElement === null) return 0;
  const list = row.parentElement;
  return list.getBoundingClientRect().top + (row.offsetTop - list.offsetTop) + row.offsetHeight / 2;
}
