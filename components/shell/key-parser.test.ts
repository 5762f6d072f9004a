import { expect, test } from "vitest";
import { type KeyPress, parseKey } from "./key-parser";

const calm = { isTyping: false, isOff: false, afterGo: false };
const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : "",
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  repeat: false,
  ...more,
});

test("Ctrl+K and Command+K open the palette, also in a field and with single-character keys switched off", () => {
  for (const modifier of [{ ctrlKey: true }, { metaKey: true }])
    for (const state of [calm, { ...calm, isTyping: true }, { ...calm, isOff: true }])
      expect(parseKey(press("k", modifier), state)).toEqual({ kind: "palette" });
  expect(parseKey(press("k", { ctrlKey: true, shiftKey: true }), calm)).toEqual({ kind: "nothing" });
});

test.each([
  ["?", { kind: "help" }],
  ["/", { kind: "action", key: "/" }],
  ["r", { kind: "action", key: "r" }],
  ["]", { kind: "action", key: "]" }],
  ["g", { kind: "go" }],
  ["j", { kind: "row", by: 1 }],
  ["k", { kind: "row", by: -1 }],
  [" ", { kind: "nothing" }],
  ["Enter", { kind: "nothing" }],
  ["Tab", { kind: "nothing" }],
] as const)("the key %s gives its command", (key, means) => {
  expect(parseKey(press(key), calm)).toEqual(means);
});

test("a letter after g gives the command of a page", () => {
  expect(parseKey(press("p"), { ...calm, afterGo: true })).toEqual({ kind: "page", letter: "p" });
  expect(parseKey(press("g"), { ...calm, afterGo: true })).toEqual({ kind: "page", letter: "g" });
  expect(parseKey(press("Enter"), { ...calm, afterGo: true })).toEqual({ kind: "nothing" });
});

test("single-character keys give no command while the person types or composes, or with the keys switched off", () => {
  for (const key of ["?", "/", "r", "g", "j"]) {
    expect(parseKey(press(key), { ...calm, isTyping: true })).toEqual({ kind: "nothing" });
    expect(parseKey(press(key), { ...calm, isOff: true })).toEqual({ kind: "nothing" });
    expect(parseKey(press(key, { isComposing: true }), calm)).toEqual({ kind: "nothing" });
    expect(parseKey(press(key, { altKey: true }), calm)).toEqual({ kind: "nothing" });
  }
  expect(parseKey(press("k", { ctrlKey: true, isComposing: true }), calm)).toEqual({ kind: "nothing" });
});

test("keys of a Hangul keyboard give the same commands", () => {
  expect(parseKey(press("ㄱ", { code: "KeyR" }), calm)).toEqual({ kind: "action", key: "r" });
  expect(parseKey(press("ㅎ", { code: "KeyG" }), calm)).toEqual({ kind: "go" });
  expect(parseKey(press("Process", { code: "KeyJ" }), calm)).toEqual({ kind: "row", by: 1 });
  expect(parseKey(press("ㅏ", { code: "KeyK", ctrlKey: true }), calm)).toEqual({ kind: "palette" });
});

test("a key that is held down runs an action once, but keeps moving through rows", () => {
  expect(parseKey(press("r", { repeat: true }), calm)).toEqual({ kind: "nothing" });
  expect(parseKey(press("j", { repeat: true }), calm)).toEqual({ kind: "row", by: 1 });
});
