// Copies an export from the server into a sink. Each piece is written before the next is read, so that a slow disk creates
// backpressure on the server.
import * as z from "zod/mini";
import { isEntryError, referenceIn } from "@/components/ui/action";
import type { Refusal } from "@/components/ui/use-action";
import type { Sink } from "./sink";

export type ExportEnd =
  | { kind: "done"; bytes: number }
  | { kind: "stopped" }
  /** The server or the connection failed before the end. */
  | { kind: "cut-off" }
  /** The file could not be written. */
  | { kind: "not-saved" }
  | { kind: "refused"; refusal: Refusal<never> };

const refusedBody = z.object({ error: z.object({ code: z.string(), detail: z.optional(z.unknown()) }) });

/** Runs an export and returns how it ended. `onBytes` gets the bytes written so far. Only `done` leaves a file. */
export async function runExport(
  address: string,
  sink: Sink,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<ExportEnd> {
  const end = await copy(address, sink, signal, onBytes);
  if (end.kind === "done") return end;
  await sink.discard().catch(() => undefined);
  return signal.aborted ? { kind: "stopped" } : end;
}

async function copy(
  address: string,
  sink: Sink,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<ExportEnd> {
  const response = await fetch(address, { signal, cache: "no-store" }).catch(() => null);
  if (response === null) return { kind: "refused", refusal: { code: "no-answer", reference: null } };
  if (!response.ok || response.body === null) return { kind: "refused", refusal: await refusalIn(response) };
  const reader = response.body.getReader();
  let bytes = 0;
  for (;;) {
    const piece = await reader.read().catch(() => null);
    if (piece === null) return { kind: "cut-off" };
    try {
      if (piece.done) {
        await sink.finish();
        return { kind: "done", bytes };
      }
      await sink.write(piece.value);
    } catch {
      await reader.cancel().catch(() => undefined);
      return { kind: "not-saved" };
    }
    bytes += piece.value.length;
    onBytes(bytes);
  }
}

async function refusalIn(response: Response): Promise<Refusal<never>> {
  const error = refusedBody.safeParse(await response.json().catch(() => null)).data?.error;
  const code = error !== undefined && isEntryError(error.code) ? error.code : "no-answer";
  return { code, reference: referenceIn(error?.detail) };
}
