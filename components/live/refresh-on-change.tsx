"use client";
// Reads a page again when something of it changed.
import type { Change } from "@/lib/domain/views/change-event";
import { useChanges } from "./live";
import { useRefresh } from "./use-refresh";

type RefreshOnChangeProps = {
  /** When what is shown was read (milliseconds, the server's clock). */
  readAt: number;
  /** What the page is made of; anything where it is left out. */
  kinds?: readonly Change["kind"][];
};

export function RefreshOnChange({ readAt, kinds }: RefreshOnChangeProps) {
  const refresh = useRefresh(5_000);
  useChanges(readAt, ({ kind }) => {
    if (kind === "missed" || kinds?.includes(kind) !== false) refresh();
  });
  return null;
}
