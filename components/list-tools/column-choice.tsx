"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { arrangedColumns, defaultColumns, type OptionalColumn } from "@/lib/domain/payment/table-preferences";

type ColumnChoiceProps = {
  columns: readonly OptionalColumn[];
  onChoose: (columns: readonly OptionalColumn[]) => void;
};

export function ColumnChoice({ columns, onChoose }: ColumnChoiceProps) {
  const t = useTranslations("display");
  const [shown, setShown] = useState(columns);
  // A hidden column keeps its position while the panel is open.
  const [arranged, setArranged] = useState(arrangedColumns(columns));

  function show(next: readonly OptionalColumn[], order: readonly OptionalColumn[]) {
    const inOrder = order.filter((column) => next.includes(column));
    setShown(inOrder);
    setArranged(order);
    if (inOrder.join() !== shown.join()) onChoose(inOrder);
  }
  function move(column: OptionalColumn, by: -1 | 1) {
    const order = arranged.filter((other) => other !== column);
    order.splice(arranged.indexOf(column) + by, 0, column);
    show(shown, order);
  }
  function toggle(column: OptionalColumn) {
    const next = shown.includes(column) ? shown.filter((other) => other !== column) : [...shown, column];
    show(next, arranged);
  }

  return (
    <section aria-label={t("columns")}>
      <div className="flex items-center justify-between gap-2 pb-1">
        <h2 className="text-xs font-semibold text-faint">{t("columns")}</h2>
        <Button
          size="sm"
          variant="quiet"
          isDisabled={shown.join() === defaultColumns.join()}
          onPress={() => show(defaultColumns, arrangedColumns(defaultColumns))}
        >
          {t("usual")}
        </Button>
      </div>
      <ul className="flex flex-col">
        {arranged.map((column, at) => {
          const name = t(`column.${column}`);
          return (
            <li
              key={column}
              className="flex min-h-9 items-center justify-between gap-2 rounded-md px-1 hover:bg-hover"
            >
              <label className="flex grow items-center gap-2.5 py-1.5">
                <input
                  type="checkbox"
                  checked={shown.includes(column)}
                  onChange={() => toggle(column)}
                  className="size-4 accent-accent"
                />
                {name}
              </label>
              <MoveButton
                label={t("earlier", { column: name })}
                isDisabled={at === 0}
                onPress={() => move(column, -1)}
              >
                <ArrowUp className="size-4" aria-hidden="true" />
              </MoveButton>
              <MoveButton
                label={t("later", { column: name })}
                isDisabled={at === arranged.length - 1}
                onPress={() => move(column, 1)}
              >
                <ArrowDown className="size-4" aria-hidden="true" />
              </MoveButton>
            </li>
          );
        })}
      </ul>
      <p className="px-1 pt-1 text-xs text-faint">{t("always")}</p>
    </section>
  );
}

type MoveButtonProps = { label: string; isDisabled: boolean; onPress: () => void; children: ReactNode };

/** Keeps the focus at the end of the list, where a press does nothing. */
function MoveButton({ label, isDisabled, onPress, children }: MoveButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={isDisabled || undefined}
      onClick={() => {
        if (!isDisabled) onPress();
      }}
      className="grid size-8 shrink-0 place-items-center rounded-sm text-faint hover:bg-sunken hover:text-ink aria-disabled:opacity-40"
    >
      {children}
    </button>
  );
}
