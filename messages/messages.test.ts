// Both languages say the same things, with the same places for values, and nothing is said that no screen says.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import en from "./en.json" with { type: "json" };
import ko from "./ko.json" with { type: "json" };

type Tree = { [key: string]: string | Tree };

const korean = flatten(ko);
const english = flatten(en);
const source = ["components", "app"].flatMap(filesUnder).map((file) => readFileSync(file, "utf8"));

test("every text exists in Korean and in English", () => {
  expect([...english.keys()].sort()).toEqual([...korean.keys()].sort());
});

test.each([...korean])("%s takes the same values in both languages", (key, text) => {
  expect(valuesIn(english.get(key) ?? "")).toEqual(valuesIn(text));
});

test("no text is empty", () => {
  const empty = [...korean, ...english].filter(([, text]) => text.trim() === "");
  expect(empty).toEqual([]);
});

test("every text is said somewhere", () => {
  const literals = new Set(
    source.flatMap((text) => [...text.matchAll(/["'`]([\w-]+(?:\.[\w-]+)*)["'`]/g)].map(([, name]) => name)),
  );
  const patterns = source
    .flatMap((text) =>
      [...text.matchAll(/`([\w.-]*(?:\$\{[^`}]*\}[\w.-]*)+)`/g)].map(([, template]) => template ?? ""),
    )
    .filter((template) => template.replace(/\$\{[^}]*\}/g, "") !== "")
    .map((template) => new RegExp(`^${template.replace(/\./g, "\\.").replace(/\$\{[^}]*\}/g, "[\\w-]+")}$`));
  const unsaid = [...korean.keys()].filter((key) => {
    const inRoom = key.slice(key.indexOf(".") + 1);
    return !literals.has(inRoom) && !patterns.some((pattern) => pattern.test(inRoom));
  });
  expect(unsaid).toEqual([]);
});

function flatten(tree: Tree, path = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path === "" ? key : `${path}.${key}`;
    if (typeof value === "string") texts.set(here, value);
    else for (const [inner, text] of flatten(value, here)) texts.set(inner, text);
  }
  return texts;
}

function valuesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "").sort();
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".test.ts"))
    .map((name) => `${folder}/${name}`);
}
