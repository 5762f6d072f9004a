// Maps a key press to a command. Single-character keys give no command while the person types or composes.

export type KeyCommand =
  | { kind: "palette" | "help" | "nothing" }
  /** First key of two: a letter follows. */
  | { kind: "go" }
  | { kind: "page"; letter: string }
  | { kind: "row"; by: 1 | -1 }
  /** The element of the page with this shortcut. */
  | { kind: "action"; key: string };

export type KeyPress = Pick<
  KeyboardEvent,
  "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "isComposing" | "repeat"
>;

/**
 * Returns the command of a key press. `isTyping`: the key belongs to a field. `isOff`: single-character keys are switched off.
 * `afterGo`: `g` came just before.
 */
export function parseKey(
  press: KeyPress,
  { isTyping, isOff, afterGo }: { isTyping: boolean; isOff: boolean; afterGo: boolean },
): KeyCommand {
  if (press.isComposing) return { kind: "nothing" };
  const letter = latinLetter(press);
  if ((press.metaKey || press.ctrlKey) && !press.altKey && !press.shiftKey && letter === "k")
    return { kind: "palette" };
  if (press.metaKey || press.ctrlKey || press.altKey || isTyping || isOff) return { kind: "nothing" };
  if (press.key === "?") return { kind: "help" };
  if (press.key === "j" || letter === "j") return { kind: "row", by: 1 };
  if (letter === "k") return { kind: "row", by: -1 };
  if (press.repeat) return { kind: "nothing" };
  if (letter !== null && press.shiftKey) return { kind: "nothing" };
  if (afterGo) return letter === null ? { kind: "nothing" } : { kind: "page", letter };
  if (letter === "g") return { kind: "go" };
  const key = letter ?? press.key;
  return key.length === 1 && key !== " " ? { kind: "action", key } : { kind: "nothing" };
}

/**
 * Returns whether the key press ends a syllable of the input method, which must choose nothing. Safari sends the press after
 * the composition, marked by the deprecated `keyCode` 229 only.
 */
export function isOfInputMethod({ isComposing, keyCode }: KeyboardEvent): boolean {
  return isComposing || keyCode === 229;
}

/** Returns the Latin letter of a key, also on a Hangul keyboard; null for any other key. */
function latinLetter({ key, code }: KeyPress): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  // 'Process': the input method handles the key.
  const isOther = key === "Process" || /^[\u3131-\u318e\uac00-\ud7a3]$/.test(key);
  return isOther && /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : null;
}
