// The control page's texts in both languages: complete, in the tone of their language, and used by the page.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { faultChoices } from "../fault-choices.ts";
import { pageTexts } from "../page.ts";
import { sceneNames } from "../scenes.ts";
import { switchGroups } from "../switch-groups.ts";
import { defaultSwitches } from "../switches.ts";

type Tree = { readonly [key: string]: string | Tree };

function flatten(tree: Tree, path = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) => {
      const here = path === "" ? key : `${path}.${key}`;
      return typeof value === "string" ? [[here, value] as const] : [...flatten(value, here)];
    }),
  );
}

const korean = flatten(pageTexts.ko);
const english = flatten(pageTexts.en);
const valuesIn = (text = "") => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const source = (name: string) => readFileSync(new URL(`../page/${name}`, import.meta.url), "utf8");

it("both languages have the same texts with the same values", () => {
  expect([...english.keys()].sort()).toEqual([...korean.keys()].sort());
  for (const [key, text] of korean) {
    expect(text.trim(), key).not.toBe("");
    expect(valuesIn(english.get(key)), key).toEqual(valuesIn(text));
  }
});

it("each language keeps its tone", () => {
  for (const [key, text] of korean) {
    expect(text, key).toMatch(/[가-힣]|^\{|^HTML/);
    expect(text, key).not.toMatch(/십시오|해요|해라|까닭/);
  }
  for (const [key, text] of english) {
    expect(text, key).not.toMatch(/[가-힣]|'|\bcanceled\b|e-mail|behaviour/);
    // A description is a sentence; a label is not.
    if (/^switches\.|\.(?:shows|does)$/.test(key)) expect(text, key).toMatch(/[.]$/);
    if (/\.name$|^page\.column|^(?:fault|switch)Groups\./.test(key)) expect(text, key).not.toMatch(/[.]$/);
  }
  for (const [key, text] of korean)
    if (/^switches\.|\.(?:shows|does)$/.test(key)) expect(text, key).toMatch(/니다[.]$/);
});

it("there are ten scenes, and every fault and switch is in one group", () => {
  expect(sceneNames).toHaveLength(10);
  const grouped = Object.values(switchGroups).flat();
  expect([...grouped].sort()).toEqual(Object.keys(defaultSwitches).sort());
  const buttons = Object.values(faultChoices).flatMap((group) => Object.keys(group));
  expect(buttons.sort()).toEqual(Object.keys(pageTexts.ko.faults).sort());
});

it("the page uses every text, and names no other in its markup", () => {
  const inPage = [...source("page.html").matchAll(/data-(?:text|label)="(\w+)"/g)].map(([, name]) => name);
  // Korean is in the markup too, for the time before the script runs.
  for (const [, name = "", shown] of source("page.html").matchAll(/data-text="(\w+)"[^>]*>([^<]*)/g))
    expect(korean.get(`page.${name}`), name).toBe(shown);
  const scripts = ["page.js", "core.js", "scenes.js", "faults.js", "switches.js"].map(source).join("");
  const inScript = [...scripts.matchAll(/"(\w+)"/g)].map(([, name]) => name ?? "");
  const names = Object.keys(pageTexts.ko.page);
  expect(inPage.filter((name) => !names.includes(name ?? ""))).toEqual([]);
  expect(names.filter((name) => !inPage.includes(name) && !inScript.includes(name))).toEqual([]);
});
