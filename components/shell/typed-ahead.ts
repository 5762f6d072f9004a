// Text that is typed between the palette's key and the moment when the palette is shown.
import { assemble } from "es-hangul";

let letters: string[] = [];
let isShown = false;

/** Returns whether the press is for the palette that is being loaded. */
export function typeAhead({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (isShown || ctrlKey || metaKey || altKey) return false;
  if (key === "Backspace") letters.pop();
  else if (Array.from(key).length === 1) letters.push(key);
  else return false;
  return true;
}

/** Returns the text, when the palette is shown. Without a field the keyboard gives single consonants and vowels. */
export function takeTypedAhead(): string {
  isShown = true;
  const typed = /[ㄱ-ㅎㅏ-ㅣ]/.test(letters.join("")) ? assemble(letters) : letters.join("");
  letters = [];
  return typed;
}

export function endTypingAhead(): void {
  isShown = false;
  letters = [];
}
