"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { fieldHint, fieldLabel } from "@/components/ui/field-style";
import { FormAlert } from "@/components/ui/form-alert";
import { Segment, segments } from "@/components/ui/segment";
import { type FileFormat, sheetFormats } from "@/lib/domain/sheet";
import { exportFileName } from "./file-name";
import { type ExportEnd, runExport } from "./run-export";
import { openSink } from "./sink";

type ExportDialogProps = {
  title: string;
  children: ReactNode;
  /** Address without the format; null while the chosen options are invalid. */
  address: string | null;
  /** File name before the time and the extension. */
  name: string;
  /** The first is chosen at first. */
  formats?: readonly FileFormat[];
  signInHref: string;
  onClose: () => void;
};
type Stage = { kind: "asking" } | { kind: "running"; bytes: number } | ExportEnd;

/** Minimum time (milliseconds) between redraws: more are not visible, and each redraw slows down the writing. */
const redrawMs = 100;

export function ExportDialog({
  title,
  children,
  address,
  name,
  formats = sheetFormats,
  signInHref,
  onClose,
}: ExportDialogProps) {
  const t = useTranslations("exports");
  const [stage, setStage] = useState<Stage>({ kind: "asking" });
  const [format, setFormat] = useState<FileFormat>(formats[0] ?? sheetFormats[0]);
  const stop = useRef<AbortController | null>(null);
  const isRunning = stage.kind === "running";

  useEffect(() => () => stop.current?.abort(), []);
  useEffect(() => {
    if (!isRunning) return;
    const confirmLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", confirmLeave);
    return () => window.removeEventListener("beforeunload", confirmLeave);
  }, [isRunning]);

  async function start(from: string) {
    const sink = await openSink(exportFileName(name, format), format).catch(() => "cannot" as const);
    if (sink === null) return;
    if (sink === "cannot") return setStage({ kind: "not-saved" });
    const control = new AbortController();
    stop.current = control;
    setStage({ kind: "running", bytes: 0 });
    let drawnAt = 0;
    setStage(
      await runExport(`${from}&format=${format}`, sink, control.signal, (bytes) => {
        if (performance.now() - drawnAt < redrawMs) return;
        drawnAt = performance.now();
        setStage({ kind: "running", bytes });
      }),
    );
  }

  const isOver = stage.kind !== "asking" && !isRunning;
  const mayStart = stage.kind !== "done" && !isRunning;
  return (
    <Dialog isOpen mayClose={!isRunning} onClose={onClose} title={title}>
      <div className="mt-3 flex flex-col gap-4">
        {stage.kind === "asking" && (
          <>
            {children}
            {formats.length > 1 && <FormatChoice formats={formats} format={format} onChoose={setFormat} />}
          </>
        )}
        {isRunning && <Progress bytes={stage.bytes} />}
        {isOver && <End end={stage} signInHref={signInHref} />}
      </div>
      <div className="mt-5 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        {isRunning ? (
          <Button key="stop" size="lg" onPress={() => stop.current?.abort()} takesFocus>
            {t("stop")}
          </Button>
        ) : (
          <Button key={isOver ? "over" : "ask"} size="lg" onPress={onClose} takesFocus={isOver}>
            {t("close")}
          </Button>
        )}
        {mayStart && (
          <Button
            variant="primary"
            size="lg"
            isDisabled={address === null}
            onPress={() => address !== null && void start(address)}
            takesFocus={!isOver}
          >
            {t(isOver ? "again" : "start")}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function FormatChoice({
  formats,
  format,
  onChoose,
}: {
  formats: readonly FileFormat[];
  format: FileFormat;
  onChoose: (format: FileFormat) => void;
}) {
  const t = useTranslations("exports");
  const name = useId();
  return (
    <fieldset>
      <legend className={`${fieldLabel} mb-1.5`}>{t("format.legend")}</legend>
      <div className={segments}>
        {formats.map((value) => (
          <Segment
            key={value}
            name={name}
            value={value}
            checked={format === value}
            onChange={() => onChoose(value)}
          >
            {t(`format.${value}`)}
          </Segment>
        ))}
      </div>
      {format === "csv" && <p className={`${fieldHint} mt-1.5`}>{t("csvHint")}</p>}
    </fieldset>
  );
}

/** Shows the size so far. The total size is not known before the end. */
function Progress({ bytes }: { bytes: number }) {
  const t = useTranslations("exports");
  return (
    <div className="flex flex-col gap-2">
      <p className="flex items-baseline justify-between gap-3">
        <span role="status">{t("running")}</span>
        <span className="text-sm text-muted tabular-nums">{t("written", { size: sizeText(bytes) })}</span>
      </p>
      <progress aria-label={t("running")} className="h-2 w-full accent-accent" />
    </div>
  );
}

function End({ end, signInHref }: { end: ExportEnd; signInHref: string }) {
  const t = useTranslations("exports");
  switch (end.kind) {
    case "done":
      return <Callout kind="success" role="status" title={t("done", { size: sizeText(end.bytes) })} />;
    case "refused":
      return <FormAlert refusal={end.refusal} labels={(code) => code} signInHref={signInHref} />;
    case "stopped":
    case "cut-off":
    case "not-saved":
      return (
        <Callout
          kind={end.kind === "stopped" ? "info" : "danger"}
          role={end.kind === "stopped" ? "status" : "alert"}
          title={t(`${end.kind}.title`)}
        >
          {t(`${end.kind}.next`)}
        </Callout>
      );
  }
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
