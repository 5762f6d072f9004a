"use client";
// Density, and the columns of the payments with their order. What is chosen is kept and shown at once.
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Segment, segments } from "@/components/ui/segment";
import {
  arrangedColumns,
  type Density,
  type DisplayInput,
  densities,
  type OptionalColumn,
  usualColumns,
} from "@/lib/domain/display";

type DisplayPanelProps = {
  density: Density;
  columns: readonly OptionalColumn[];
  /** Keeps what is given, and shows the page anew. */
  setDisplay: (input: DisplayInput) => Promise<void>;
};

export function DisplayPanel({ density, columns, setDisplay }: DisplayPanelProps) {
  const t = useTranslations("display");
  const [shown, setShown] = useState(columns);
  // Where a person put a hidden column stays while the panel is open.
  const [arranged, setArranged] = useState(arrangedColumns(columns));
  const [isPending, startTransition] = useTransition();
  const [hasFailed, setFailed] = useState(false);

  function keep(input: DisplayInput) {
    startTransition(async () => {
      try {
        await setDisplay(input);
        setFailed(false);
      } catch {
        setFailed(true);
      }
    });
  }
  function show(next: readonly OptionalColumn[], order: readonly OptionalColumn[]) {
    const inOrder = order.filter((one) => next.includes(one));
    setShown(inOrder);
    setArranged(order);
    keep({ columns: inOrder });
  }
  function move(column: OptionalColumn, by: -1 | 1) {
    const order = arranged.filter((one) => one !== column);
    order.splice(arranged.indexOf(column) + by, 0, column);
    show(shown, order);
  }

  return (
    <div className="flex flex-col gap-4" aria-busy={isPending}>
      <DensityChoice density={density} onChoose={(chosen) => keep({ density: chosen })} />
      <section aria-label={t("columns")}>
        <div className="flex items-center justify-between gap-2 pb-1">
          <h2 className="text-xs font-semibold text-faint">{t("columns")}</h2>
          <Button
            size="sm"
            variant="quiet"
            isDisabled={shown.join() === usualColumns.join()}
            onPress={() => show(usualColumns, arrangedColumns(usualColumns))}
          >
            {t("usual")}
          </Button>
        </div>
        <ul className="flex flex-col">
          {arranged.map((column, at) => (
            <li
              key={column}
              className="flex min-h-9 items-center justify-between gap-2 rounded-md px-1 hover:bg-hover"
            >
              <label className="flex grow items-center gap-2.5 py-1.5">
                <input
                  type="checkbox"
                  checked={shown.includes(column)}
                  onChange={(event) =>
                    show(
                      event.currentTarget.checked
                        ? [...shown, column]
                        : shown.filter((one) => one !== column),
                      arranged,
                    )
                  }
                  className="size-4 accent-accent"
                />
                {t(`column.${column}`)}
              </label>
              <MoveButton
                label={t("earlier", { column: t(`column.${column}`) })}
                isDisabled={at === 0}
                onPress={() => move(column, -1)}
              >
                <ArrowUp className="size-4" aria-hidden="true" />
              </MoveButton>
              <MoveButton
                label={t("later", { column: t(`column.${column}`) })}
                isDisabled={at === arranged.length - 1}
                onPress={() => move(column, 1)}
              >
                <ArrowDown className="size-4" aria-hidden="true" />
              </MoveButton>
            </li>
          ))}
        </ul>
        <p className="px-1 pt-1 text-xs text-faint">{t("always")}</p>
      </section>
      {hasFailed && (
        <p role="alert" className="text-sm text-danger">
          {t("failed")}
        </p>
      )}
    </div>
  );
}

function DensityChoice({ density, onChoose }: { density: Density; onChoose: (density: Density) => void }) {
  const t = useTranslations("display");
  const name = useId();
  const [chosen, setChosen] = useState(density);
  return (
    <fieldset>
      <legend className="pb-1 text-xs font-semibold text-faint">{t("densityTitle")}</legend>
      <div className={segments}>
        {densities.map((value) => (
          <Segment
            key={value}
            name={name}
            value={value}
            checked={chosen === value}
            onChange={() => {
              setChosen(value);
              onChoose(value);
            }}
          >
            {t(`density.${value}`)}
          </Segment>
        ))}
      </div>
    </fieldset>
  );
}

type MoveButtonProps = { label: string; isDisabled: boolean; onPress: () => void; children: React.ReactNode };

/** Keeps the focus at the end of the list, where it does nothing. */
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
