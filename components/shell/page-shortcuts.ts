// Shortcuts of a page: elements with `aria-keyshortcuts`, and list rows with `data-row`. One attribute informs screen
// readers, the list of shortcuts and this file.

export type PageShortcut = { key: string; name: string };

const withKey = "[aria-keyshortcuts]";
const focusable =
  "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled)";

/** Focuses the field or form, or presses the button or link, with this shortcut. Returns false for an unknown shortcut. */
export function runPageShortcut(key: string): boolean {
  const found = elementsWithKeys().find((element) => element.ariaKeyShortcuts === key);
  if (found === undefined) return false;
  const target = found.matches(focusable) ? found : found.querySelector<HTMLElement>(focusable);
  if (target === null) return false;
  target.focus();
  if (target instanceof HTMLInputElement && target.type !== "radio") target.select();
  if (target === found && (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement))
    target.click();
  return true;
}

/** Returns the current shortcuts of the page, each with the name of its action. */
export function pageShortcuts(): PageShortcut[] {
  const byKey = new Map<string, PageShortcut>();
  for (const element of elementsWithKeys()) {
    const key = element.ariaKeyShortcuts ?? "";
    const name = nameOf(element);
    if (!byKey.has(key) && name !== "" && key.length === 1) byKey.set(key, { key, name });
  }
  return [...byKey.values()];
}

/** Moves the focus to the next or previous row, or to the first row if no row has the focus. Returns whether it moved. */
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

/** Returns whether a key press on the target types text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !["radio", "checkbox", "button", "submit"].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

/** Returns whether the target is the search box that `/` focuses. */
export function isSearchBox(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.ariaKeyShortcuts === "/";
}

/** Returns the text of a box and the selected part of it; where nothing is selected, the place of the caret. */
export function textIn({ value, selectionStart: from, selectionEnd: to }: HTMLInputElement) {
  return { text: value, selected: from === 0 && to === value.length ? "all" : `${from}-${to}` };
}

/** Returns whether a dialog or menu is visible, which handles all keys. A closed dialog may still be in the page. */
export function hasDialog(): boolean {
  const found = document.querySelectorAll(
    "[role=dialog], [role=alertdialog], [role=listbox], [role=menu], :popover-open",
  );
  return [...found].some((element) => element.checkVisibility());
}

function elementsWithKeys(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(withKey)].filter((element) => element.checkVisibility());
}

function nameOf(element: HTMLElement): string {
  return element.dataset.keyName ?? element.ariaLabel ?? element.textContent.trim();
}
