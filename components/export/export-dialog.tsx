"use client";
// Says what will be taken out, takes it, and says how it ended.
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CountOf } from "@/components/ui/count-of";
import { Dialog } from "@/components/ui/dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { seoulTime } from "@/components/ui/seoul-time";
import type { CappedCount } from "@/lib/domain/views";
import { type ExportEnd, runExport } from "./run-export";
import { openSink } from "./sink";

type ExportDialogProps = {
  address: string;
  /** The file's name before its time and ending. */
  name: string;
  total: CappedCount;
  signInHref: string;
  onClose: () => void;
};
type Stage = { kind: "asking" } | { kind: "running"; rows: number } | ExportEnd;

/** The eye follows no more than this, and every redraw takes time from the writing. */
const redrawMs = 100;

export function ExportDialog({ address, name, total, signInHref, onClose }: ExportDialogProps) {
  const t = useTranslations("exports");
  const locale = useLocale();
  const [stage, setStage] = useState<Stage>({ kind: "asking" });
  const stop = useRef<AbortController | null>(null);
  const isRunning = stage.kind === "running";

  useEffect(() => () => stop.current?.abort(), []);
  useEffect(() => {
    if (!isRunning) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isRunning]);

  async function start() {
    const time = seoulTime(new Date().toISOString(), "sheet", locale).replaceAll(/\D/g, "");
    const sink = await openSink(`${name}-${time}.csv`).catch(() => "cannot" as const);
    if (sink === null) return;
    if (sink === "cannot") return setStage({ kind: "not-saved" });
    const control = new AbortController();
    stop.current = control;
    setStage({ kind: "running", rows: 0 });
    let drawnAt = 0;
    setStage(
      await runExport(address, sink, control.signal, (rows) => {
        if (performance.now() - drawnAt < redrawMs) return;
        drawnAt = performance.now();
        setStage({ kind: "running", rows });
      }),
    );
  }

  const isOver = stage.kind !== "asking" && !isRunning;
  const mayStart = stage.kind !== "done" && !isRunning;
  return (
    <Dialog isOpen mayClose={!isRunning} onClose={onClose} title={t("title")}>
      <div className="mt-3 flex flex-col gap-3">
        {stage.kind === "asking" && (
          <>
            <p>
              {t.rich("what", {
                count: () => (
                  <strong>
                    <CountOf of={total} />
                  </strong>
                ),
              })}
            </p>
            <p className="text-sm text-muted">{t("recorded")}</p>
          </>
        )}
        {isRunning && <Progress rows={stage.rows} total={total} />}
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
          <Button variant="primary" size="lg" onPress={() => void start()} takesFocus={!isOver}>
            {t(isOver ? "again" : "start")}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

/** How far it is. Of how many is not always known. */
function Progress({ rows, total }: { rows: number; total: CappedCount }) {
  const t = useTranslations("exports");
  const isKnown = !total.atLeast && total.count > 0;
  return (
    <div className="flex flex-col gap-2">
      <p className="flex items-baseline justify-between gap-3">
        <span role="status">{t("running")}</span>
        <span className="text-sm text-muted">
          {t.rich("rowsOf", { rows: rows.toLocaleString("en"), total: () => <CountOf of={total} /> })}
        </span>
      </p>
      <progress
        aria-label={t("running")}
        className="h-2 w-full accent-accent"
        // Payments that came meanwhile are written too.
        {...(isKnown ? { value: Math.min(rows, total.count), max: total.count } : {})}
      />
    </div>
  );
}

function End({ end, signInHref }: { end: ExportEnd; signInHref: string }) {
  const t = useTranslations("exports");
  switch (end.kind) {
    case "done":
      return (
        <Callout kind="success" role="status" title={t("done", { rows: end.rows.toLocaleString("en") })} />
      );
    case "refused":
      return <FormAlert refusal={end.refusal} words={(code) => code} signInHref={signInHref} />;
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
