// Key presses before the keyboard code is loaded. The function runs in the page before every script, so it stands alone.

type EarlyKeys = {
  /** Records again if the recording has ended. Calls `listener` for each press, and once if there were presses before. */
  onPress: (listener: (() => void) | null) => void;
  /** Ends the recording. Returns the presses of the last ten seconds. */
  take: () => KeyboardEvent[];
};

declare global {
  interface Window {
    earlyKeys?: EarlyKeys;
  }
}

export function recordEarlyKeys(areKeysOff: boolean): void {
  const recentMs = 10_000;
  let presses: KeyboardEvent[] = [];
  /** The text that follows the palette's key is for the palette. */
  let isForPalette = false;
  let notify: (() => void) | null = null;
  let isUsed = false;

  function record(event: KeyboardEvent) {
    const { key, target } = event;
    if (["Control", "Meta", "Shift", "Alt"].includes(key)) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.code === "KeyK") {
      // The browser's own action for this key would take the focus away.
      event.preventDefault();
      isForPalette = true;
      presses.push(event);
    } else if (isForPalette && !isCommand) {
      event.preventDefault();
      presses.push(event);
    } else if (key === "/" && !areKeysOff && !isCommand && !isField(target)) {
      const boxes = document.querySelectorAll<HTMLInputElement>('input[aria-keyshortcuts="/"]');
      const box = [...boxes].find((input) => input.checkVisibility());
      if (box) {
        event.preventDefault();
        box.focus();
        box.select();
      } else presses.push(event);
    } else {
      // The search form would load the list. Enter opens the only result once the keyboard code is loaded.
      if (key === "Enter" && isListSearch(target)) event.preventDefault();
      presses.push(event);
    }
    isUsed = true;
    notify?.();
  }

  function isField(target: EventTarget | null) {
    return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
  }

  function isListSearch(target: EventTarget | null) {
    const isSearch = target instanceof HTMLInputElement && target.ariaKeyShortcuts === "/";
    return isSearch && document.querySelector("[data-searched]") !== null;
  }

  window.earlyKeys = {
    onPress: (listener) => {
      notify = listener;
      document.addEventListener("keydown", record, true);
      if (isUsed) listener?.();
    },
    take: () => {
      document.removeEventListener("keydown", record, true);
      const recent = presses.filter(({ timeStamp }) => performance.now() - timeStamp < recentMs);
      presses = [];
      isForPalette = isUsed = false;
      return recent;
    },
  };
  // In the capture phase: React stops the propagation of a press while it hydrates the page.
  document.addEventListener("keydown", record, true);
}
