// Types like a person, one key after the other. `fill` sets a value at once and hides what a field does between two keys.
import type { CDPSession, Locator, Page } from "@playwright/test";
import fc from "fast-check";
import { expect } from "./test";

/** Replaces the text of a field by `text`, key by key. */
export async function typeIn(box: Locator, text: string): Promise<void> {
  // Keys pressed while the field is hidden go to the page.
  await expect(box).toBeVisible();
  await expect(box).toBeEditable();
  await box.press("ControlOrMeta+A");
  await box.press("Backspace");
  await box.pressSequentially(text);
}

/** Presses a key on a button. A button is disabled until hydration, and a disabled button takes no focus. */
export async function pressOn(button: Locator, key: string): Promise<void> {
  await expect(button).toBeEnabled();
  await button.press(key);
}

/** Types a day, YYYY-MM-DD, into a date field. The order of its parts depends on the language of the machine. */
export async function typeDay(box: Locator, day: string): Promise<void> {
  const [year = "", month = "", date = ""] = day.split("-");
  for (const parts of [month + date + year, date + month + year, year + month + date]) {
    await box.press("ControlOrMeta+A");
    await box.press("Backspace");
    await box.pressSequentially(parts);
    if ((await box.inputValue()) === day) return;
  }
  throw new Error(`The date field does not take ${day}; it shows ${await box.inputValue()}.`);
}

type Edit =
  | { kind: "type" | "paste" | "autofill"; text: string }
  /** An input method composes the text step by step and then commits it. */
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

const edits = fc.array(edit, { minLength: 2, maxLength: 9 });

/** Returns random edits that result in a text of at most `most` characters. */
export function editsOfAtMost(most: number): fc.Arbitrary<readonly Edit[]> {
  return edits.filter((changes) => changes.reduce(edited, { text: "", caret: 0 }).text.length <= most);
}

/** Returns random edits that result in a number of `least` to `most` digits, with any separators. */
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

/** The seed of all random typing of a run. Failures print it; TYPING_SEED sets it. */
export const typingSeed = Number(process.env.TYPING_SEED);

type Text = { text: string; caret: number };

/** Returns the text of a plain one-line field after an edit: the model that every field is compared with. */
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

/** Empties a field, applies the edits, and returns the text that the field must have. */
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
      // Like a browser's autofill: bypasses React's own setter and dispatches the browser's events.
      await box.evaluate((element, text) => {
        const prototype = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
        Object.getOwnPropertyDescriptor(prototype.prototype, "value")?.set?.call(element, text);
        element.dispatchEvent(new Event("input", { bubbles: true }));
        element.dispatchEvent(new Event("change", { bubbles: true }));
      }, change.text);
      return page.keyboard.press("End");
  }
}

/** Returns the visible text fields in the order of the page. */
export function boxesIn(container: Locator): Locator {
  return container
    .locator("input:not([type=radio], [type=checkbox], [type=hidden], [type=date], [type=submit]), textarea")
    .filter({ visible: true });
}

/** Edits field number `n` at random, `runs` times, leaves the field, and expects the text of a plain one-line field. */
export async function expectTypedText(
  page: Page,
  inputMethod: CDPSession,
  box: Locator,
  { n, runs }: { n: number; runs: number },
): Promise<void> {
  const isEmail = (await box.getAttribute("type")) === "email";
  // A list under the field handles arrow keys, and sets the text of its choice when the field loses focus.
  const hasList = (await box.getAttribute("aria-autocomplete")) !== null;
  for (const changes of fc.sample(edits, { numRuns: runs, seed: typingSeed + n })) {
    const done = changes
      .filter(({ kind }) => !(hasList && kind === "press"))
      // A browser trims the blanks around an e-mail address.
      .map((change) =>
        isEmail && change.kind === "autofill" ? { ...change, text: change.text.trim() } : change,
      );
    const typed = await editBy(page, inputMethod, box, done);
    const context = `TYPING_SEED=${typingSeed}, box ${n}: ${JSON.stringify(done)}`;
    await expect(box, context).toHaveValue(isEmail ? typed.trim() : typed);
    if (hasList) continue;
    const before = await box.inputValue();
    await box.blur();
    const after = await box.inputValue();
    if (after === before) continue;
    // Only an amount is reformatted, and only in its commas and decimals.
    expect(after, context).toMatch(/^\d{1,3}(,\d{3})*(\.\d+)?$/);
    const figure = before.normalize("NFKC").replace(/[^\d.]/g, "");
    expect(Number(after.replaceAll(",", "")), context).toBe(Number(figure));
  }
}
