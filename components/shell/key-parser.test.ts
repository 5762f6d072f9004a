// What the keys mean, on any keyboard and in any state of the input method.
import { expect, test } from "vitest";
import { type KeyPress, pressed } from "./key-parser";

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

test("the palette opens by Ctrl or Command with K, also in a field and without other shortcuts", () => {
  for (const modifier of [{ ctrlKey: true }, { metaKey: true }])
    for (const state of [calm, { ...calm, isTyping: true }, { ...calm, isOff: true }])
      expect(pressed(press("k", modifier), state)).toEqual({ kind: "palette" });
  expect(pressed(press("k", { ctrlKey: true, shiftKey: true }), calm)).toEqual({ kind: "nothing" });
});

test.each([
  ["?", { kind: "help" }],
  ["/", { kind: "act", key: "/" }],
  ["r", { kind: "act", key: "r" }],
  ["]", { kind: "act", key: "]" }],
  ["g", { kind: "go" }],
  ["j", { kind: "row", by: 1 }],
  ["k", { kind: "row", by: -1 }],
  [" ", { kind: "nothing" }],
  ["Enter", { kind: "nothing" }],
  ["Tab", { kind: "nothing" }],
] as const)("%s", (key, means) => {
  expect(pressed(press(key), calm)).toEqual(means);
});

test("a letter after g is a page", () => {
  expect(pressed(press("p"), { ...calm, afterGo: true })).toEqual({ kind: "page", letter: "p" });
  expect(pressed(press("g"), { ...calm, afterGo: true })).toEqual({ kind: "page", letter: "g" });
  expect(pressed(press("Enter"), { ...calm, afterGo: true })).toEqual({ kind: "nothing" });
});

test("nothing of one character while somebody types, composes, or wants none", () => {
  for (const key of ["?", "/", "r", "g", "j"]) {
    expect(pressed(press(key), { ...calm, isTyping: true })).toEqual({ kind: "nothing" });
    expect(pressed(press(key), { ...calm, isOff: true })).toEqual({ kind: "nothing" });
    expect(pressed(press(key, { isComposing: true }), calm)).toEqual({ kind: "nothing" });
    expect(pressed(press(key, { altKey: true }), calm)).toEqual({ kind: "nothing" });
  }
  expect(pressed(press("k", { ctrlKey: true, isComposing: true }), calm)).toEqual({ kind: "nothing" });
});

test("a keyboard that writes Hangul has the same keys", () => {
  expect(pressed(press("ㄱ", { code: "KeyR" }), calm)).toEqual({ kind: "act", key: "r" });
  expect(pressed(press("ㅎ", { code: "KeyG" }), calm)).toEqual({ kind: "go" });
  expect(pressed(press("Process", { code: "KeyJ" }), calm)).toEqual({ kind: "row", by: 1 });
  expect(pressed(press("ㅏ", { code: "KeyK", ctrlKey: true }), calm)).toEqual({ kind: "palette" });
});

test("a key that is held down acts once, but goes on through rows", () => {
  expect(pressed(press("r", { repeat: true }), calm)).toEqual({ kind: "nothing" });
  expect(pressed(press("j", { repeat: true }), calm)).toEqual({ kind: "row", by: 1 });
});
