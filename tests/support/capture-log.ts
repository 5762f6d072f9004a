// The lines that the log writes while a test runs, at `info`.
import pino from "pino";
import { onTestFinished, vi } from "vitest";
import { log } from "@/lib/log";

/** Returns the list to which every line is added until the test ends. Nothing is shown. */
export function captureLog(): string[] {
  const lines: string[] = [];
  const { level } = log;
  const stream = Reflect.get(log, pino.symbols.streamSym) as { write(line: string): boolean };
  const write = vi.spyOn(stream, "write").mockImplementation((line) => {
    lines.push(line);
    return true;
  });
  log.level = "info";
  onTestFinished(() => {
    write.mockRestore();
    log.level = level;
  });
  return lines;
}
