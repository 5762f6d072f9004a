import { beforeEach, expect, test } from "vitest";
import { endTypingAhead, takeTypedAhead, typeAhead } from "./typed-ahead";

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  typeAhead({ ctrlKey: false, metaKey: false, altKey: false, ...more, key } as KeyboardEvent);

beforeEach(endTypingAhead);

test.each([
  [[..."ord-1"], "ord-1"],
  [["a", "b", "Backspace", " ", "c"], "a c"],
  // A Korean keyboard without a field.
  [[..."ㅎㅏㄴㅅㅓㅇㅁㅣㄴ"], "한성민"],
  [[..."ㅎㅏㄴ 39"], "한 39"],
  [[..."ㅎㅅㅁ"], "ㅎㅅㅁ"],
])("the keys %j are the text %s", (keys, text) => {
  for (const key of keys) expect(press(key)).toBe(true);
  expect(takeTypedAhead()).toBe(text);
});

test("commands and the keys of a shown palette are not taken", () => {
  expect(press("Enter")).toBe(false);
  expect(press("r", { ctrlKey: true })).toBe(false);
  expect(takeTypedAhead()).toBe("");
  expect(press("a")).toBe(false);
  endTypingAhead();
  expect(press("a")).toBe(true);
});
