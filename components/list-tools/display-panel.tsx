"use client";
import { useTranslations } from "next-intl";
import { useId, useState, useTransition } from "react";
import { isDeskUpdated } from "@/components/ui/desk-updated";
import { DeskUpdatedNotice } from "@/components/ui/desk-updated-notice";
import { Segment, segments } from "@/components/ui/segment";
import {
  type Density,
  type DisplayInput,
  densities,
  type OptionalColumn,
} from "@/lib/domain/payment/table-preferences";
import { ColumnChoice } from "./column-choice";

type DisplayPanelProps = {
  density: Density;
  /** Null where the columns of a table are fixed. */
  columns: readonly OptionalColumn[] | null;
  /** Stores the given settings and refreshes the page. */
  setDisplay: (input: DisplayInput) => Promise<void>;
};

export function DisplayPanel({ density, columns, setDisplay }: DisplayPanelProps) {
  const t = useTranslations("display");
  const [isPending, startTransition] = useTransition();
  const [failure, setFailure] = useState<"not-stored" | "desk-updated" | null>(null);

  function store(input: DisplayInput) {
    startTransition(async () => {
      try {
        await setDisplay(input);
        setFailure(null);
      } catch (cause) {
        setFailure(isDeskUpdated(cause) ? "desk-updated" : "not-stored");
      }
    });
  }

  return (
    <div className="flex flex-col gap-4" aria-busy={isPending}>
      <DensityChoice density={density} onChoose={(chosen) => store({ density: chosen })} />
      {columns !== null && (
        <ColumnChoice columns={columns} onChoose={(chosen) => store({ columns: [...chosen] })} />
      )}
      <p className="px-1 text-xs text-faint">{t("thisBrowser")}</p>
      {failure === "desk-updated" && <DeskUpdatedNotice />}
      {failure === "not-stored" && (
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
