// Keys between the search box of a list and its rows. The list of payments says which search it shows (`data-searched`), and
// whether that has one result only (`data-only`).
import { cleanQuery } from "@/lib/domain/text-input";
import { isSearchBox, moveToRow } from "./page-shortcuts";

/** Milliseconds. */
const longestWait = 10_000;
const betweenLooks = 50;

/** Moves by an arrow key or Escape. Returns whether the focus moved. */
export function moveBySearchKey({ key, target }: Pick<KeyboardEvent, "key" | "target">): boolean {
  if (isSearchBox(target)) return key === "ArrowDown" && moveToRow(1);
  if (!(target instanceof HTMLElement) || !target.hasAttribute("data-row")) return false;
  if (key === "ArrowDown") return moveToRow(1);
  if (key === "ArrowUp" && moveToRow(-1)) return true;
  return (key === "ArrowUp" || key === "Escape") && focusSearchBox();
}

/** Opens the only result as soon as the list shows the search. Another key or a press of the pointer ends the wait. */
export function openOnlyResult(typed: string): void {
  const query = cleanQuery(typed);
  if (query === "") return;
  const waiting = new AbortController();
  const { signal } = waiting;
  const endsAt = performance.now() + longestWait;
  const timer = setInterval(() => {
    const list = shownList();
    const isShown = list?.dataset.searched === query;
    if (isShown || performance.now() > endsAt) waiting.abort();
    if (isShown && "only" in list.dataset) list.querySelector<HTMLElement>("[data-row]")?.click();
  }, betweenLooks);
  signal.addEventListener("abort", () => clearInterval(timer));
  for (const type of ["keydown", "pointerdown"])
    document.addEventListener(type, () => waiting.abort(), { capture: true, signal });
}

function shownList(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>("[data-searched]")].find((list) =>
    list.checkVisibility(),
  );
}

function focusSearchBox(): boolean {
  const box = [...document.querySelectorAll("input")].find(
    (input) => isSearchBox(input) && input.checkVisibility(),
  );
  box?.focus();
  return box !== undefined;
}
