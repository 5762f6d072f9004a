// Keys that belong to things on the page: whatever carries `aria-keyshortcuts` answers to it, and rows of a list are what
// carries `data-row`. So a page says once which key it has, to screen readers, to the list of shortcuts and to us.

export type PageShortcut = { key: string; name: string };

const withKey = "[aria-keyshortcuts]";
const focusable =
  "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled)";

/** Does what the thing with this key is for: a field or a form takes the focus, a button or link is pressed. */
export function runPageShortcut(key: string): boolean {
  const found = thingsWithKeys().find((thing) => thing.ariaKeyShortcuts === key);
  if (found === undefined) return false;
  const target = found.matches(focusable) ? found : found.querySelector<HTMLElement>(focusable);
  if (target === null) return false;
  target.focus();
  if (target instanceof HTMLInputElement && target.type !== "radio") target.select();
  if (target === found && (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement))
    target.click();
  return true;
}

/** The keys that the page has now, each with the name of what it does. */
export function pageShortcuts(): PageShortcut[] {
  const byKey = new Map<string, PageShortcut>();
  for (const thing of thingsWithKeys()) {
    const key = thing.ariaKeyShortcuts ?? "";
    const name = nameOf(thing);
    if (!byKey.has(key) && name !== "" && key.length === 1) byKey.set(key, { key, name });
  }
  return [...byKey.values()];
}

/** Moves to the row after or before the one that has the focus; without one to the first. */
export function moveToRow(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")].filter((row) =>
    row.checkVisibility(),
  );
  const inRow = document.activeElement?.closest("tr, li");
  const at = rows.findIndex((row) => row === document.activeElement || inRow?.contains(row));
  const next = rows[at === -1 ? 0 : at + by];
  if (next === undefined) return false;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

/** Whether a key that is pressed there is typed. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !["radio", "checkbox", "button", "submit"].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

/** A dialog or an open menu has the keyboard to itself; one that is closed may still be in the page. */
export function hasDialog(): boolean {
  const found = document.querySelectorAll(
    "[role=dialog], [role=alertdialog], [role=listbox], [role=menu], :popover-open",
  );
  return [...found].some((one) => one.checkVisibility());
}

function thingsWithKeys(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(withKey)].filter((thing) => thing.checkVisibility());
}

function nameOf(thing: HTMLElement): string {
  return thing.dataset.keyName ?? thing.ariaLabel ?? thing.textContent.trim();
}
