// Typing as a person does: by keys, one after the other. `fill` sets a value at once and hides what a field does to it
// between two keys.
import type { CDPSession, Locator, Page } from "@playwright/test";
import fc from "fast-check";
import { expect } from "./test";

/** Replaces what is in a box by `text`, key by key. */
export async function typeIn(box: Locator, text: string): Promise<void> {
  // Keys pressed for a box that is still hidden go to the page.
  await expect(box).toBeVisible();
  await expect(box).toBeEditable();
  await box.press("ControlOrMeta+A");
  await box.press("Backspace");
  await box.pressSequentially(text);
}

/** One thing that a person does to a box. */
type Edit =
  | { kind: "type" | "paste" | "autofill"; text: string }
  /** An input method builds the text up step by step and then commits it. */
  | { kind: "compose"; steps: readonly string[]; text: string }
  | { kind: "press"; key: "Backspace" | "Delete" | "ArrowLeft" | "ArrowRight" | "Home" | "End" };

const separators = [..."-. ,"];
const texts = (letters: readonly string[], max: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: max });
const numberLetters = [..."0123456789", ...separators];
const anyLetters = [...numberLetters, ..."aZ가한１－", "\u200b", "\u2011"];

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("type"), text: texts(numberLetters, 8) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("type"), text: texts(anyLetters, 4) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("paste"), text: texts(anyLetters, 12) }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      { kind: "compose", steps: ["ㅎ", "하", "한"], text: "한" } as const,
      { kind: "compose", steps: ["ㅇ", "우", "워", "원"], text: "원" } as const,
    ),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("autofill"), text: texts(numberLetters, 14) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("press"),
      key: fc.constantFrom("Backspace", "Delete", "ArrowLeft", "ArrowRight", "Home", "End"),
    }),
  },
);

/** Random edits of one box. */
const edits = fc.array(edit, { minLength: 2, maxLength: 9 });

/** Random edits that leave a text of at most `most` characters. */
export function editsOfAtMost(most: number): fc.Arbitrary<readonly Edit[]> {
  return edits.filter((changes) => changes.reduce(edited, { text: "", caret: 0 }).text.length <= most);
}

/** Random edits that end with a number of `least` to `most` digits, however it is separated. */
export function numberEdits(least: number, most: number): fc.Arbitrary<readonly Edit[]> {
  const keys = fc.constantFrom("Backspace", "ArrowLeft", "ArrowRight", "Home", "End");
  const change = fc.oneof<fc.Arbitrary<Edit>[]>(
    fc.record({ kind: fc.constantFrom("type", "paste"), text: texts([..."0123456789- "], 6) }),
    fc.record({ kind: fc.constant("press"), key: keys }),
  );
  return fc.array(change, { minLength: 3, maxLength: 10 }).filter((changes) => {
    const { text } = changes.reduce(edited, { text: "", caret: 0 });
    const { length } = text.replace(/\D/g, "");
    return length >= least && length <= most;
  });
}

/** The seed of all random typing of a run. A failure names it; the environment repeats it. */
export const typingSeed = Number(process.env.TYPING_SEED);

type Text = { text: string; caret: number };

/** Returns what a plain box of one line holds after an edit: the model that every box is compared with. */
function edited({ text, caret }: Text, change: Edit): Text {
  const [before, after] = [text.slice(0, caret), text.slice(caret)];
  if (change.kind === "autofill") return { text: change.text, caret: change.text.length };
  if (change.kind !== "press")
    return { text: before + change.text + after, caret: caret + change.text.length };
  switch (change.key) {
    case "Backspace":
      return { text: before.slice(0, -1) + after, caret: Math.max(0, caret - 1) };
    case "Delete":
      return { text: before + after.slice(1), caret };
    case "ArrowLeft":
      return { text, caret: Math.max(0, caret - 1) };
    case "ArrowRight":
      return { text, caret: Math.min(text.length, caret + 1) };
    case "Home":
      return { text, caret: 0 };
    case "End":
      return { text, caret: text.length };
  }
}

/** Empties a box, does the edits to it, and returns what it must hold then. */
export async function editBy(
  page: Page,
  inputMethod: CDPSession,
  box: Locator,
  changes: readonly Edit[],
): Promise<string> {
  await typeIn(box, "");
  let text: Text = { text: "", caret: 0 };
  for (const change of changes) {
    await doEdit(page, inputMethod, box, change);
    text = edited(text, change);
  }
  return text.text;
}

async function doEdit(page: Page, inputMethod: CDPSession, box: Locator, change: Edit): Promise<void> {
  switch (change.kind) {
    case "type":
      return page.keyboard.type(change.text);
    case "press":
      return page.keyboard.press(change.key);
    case "paste":
      await page.evaluate((text) => navigator.clipboard.writeText(text), change.text);
      return page.keyboard.press("ControlOrMeta+V");
    case "compose":
      for (const text of change.steps)
        await inputMethod.send("Input.imeSetComposition", {
          text,
          selectionStart: text.length,
          selectionEnd: text.length,
        });
      await inputMethod.send("Input.insertText", { text: change.text });
      return;
    case "autofill":
      // As a browser fills in a form: past React's own setter, and with the events that it sends.
      await box.evaluate((element, text) => {
        const prototype = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
        Object.getOwnPropertyDescriptor(prototype.prototype, "value")?.set?.call(element, text);
        element.dispatchEvent(new Event("input", { bubbles: true }));
        element.dispatchEvent(new Event("change", { bubbles: true }));
      }, change.text);
      return page.keyboard.press("End");
  }
}

/** The boxes of text that a person sees, in the order of the page. */
export function boxesIn(room: Locator): Locator {
  return room
    .locator("input:not([type=radio], [type=checkbox], [type=hidden], [type=date], [type=submit]), textarea")
    .filter({ visible: true });
}

/**
 * Edits the box number `n` at random, `runs` times, leaves it, and expects it to hold what a plain box of one line would.
 */
export async function holdsWhatIsTyped(
  page: Page,
  inputMethod: CDPSession,
  box: Locator,
  { n, runs }: { n: number; runs: number },
): Promise<void> {
  const isEmail = (await box.getAttribute("type")) === "email";
  // A list under the box takes the keys that move, and gives the text of its choice when the box is left.
  const hasList = (await box.getAttribute("aria-autocomplete")) !== null;
  for (const changes of fc.sample(edits, { numRuns: runs, seed: typingSeed + n })) {
    const done = changes
      .filter(({ kind }) => !(hasList && kind === "press"))
      // A browser takes the blanks around an e-mail address away.
      .map((change) =>
        isEmail && change.kind === "autofill" ? { ...change, text: change.text.trim() } : change,
      );
    const typed = await editBy(page, inputMethod, box, done);
    const told = `TYPING_SEED=${typingSeed}, box ${n}: ${JSON.stringify(done)}`;
    await expect(box, told).toHaveValue(isEmail ? typed.trim() : typed);
    if (hasList) continue;
    const before = await box.inputValue();
    await box.blur();
    const after = await box.inputValue();
    if (after === before) continue;
    // Only an amount is written anew, and only by its commas and decimals.
    expect(after, told).toMatch(/^\d{1,3}(,\d{3})*(\.\d+)?$/);
    const figure = before.normalize("NFKC").replace(/[^\d.]/g, "");
    expect(Number(after.replaceAll(",", "")), told).toBe(Number(figure));
  }
}
