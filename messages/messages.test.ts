// Both languages have the same messages with the same values, and every message is used by a screen.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import en from "./en.json" with { type: "json" };
import ko from "./ko.json" with { type: "json" };

type Tree = { [key: string]: string | Tree };

const korean = flatten(ko);
const english = flatten(en);
const source = ["components", "app", "lib/notifications"]
  .flatMap(filesUnder)
  .map((file) => readFileSync(file, "utf8"));

test("every message exists in Korean and in English", () => {
  expect([...english.keys()].sort()).toEqual([...korean.keys()].sort());
});

test.each([...korean])("the message %s takes the same values in both languages", (key, text) => {
  expect(valuesIn(english.get(key) ?? "")).toEqual(valuesIn(text));
});

test("every value of a message is passed by a screen", () => {
  // An object of the domain may be passed as it is.
  const domain = filesUnder("lib/domain").map((file) => readFileSync(file, "utf8"));
  const all = [...source, ...domain].join("\n");
  const names = new Set([...korean.values(), ...english.values()].flatMap(valuesIn));
  expect([...names].filter((name) => !new RegExp(`[{,(\\s]${name}(?::|,| \\}|\\})`).test(all))).toEqual([]);
});

test("no message is empty", () => {
  const empty = [...korean, ...english].filter(([, text]) => text.trim() === "");
  expect(empty).toEqual([]);
});

test("every message is used on a screen or in an alert", () => {
  const literals = new Set(
    source.flatMap((text) =>
      [...text.matchAll(/["'`]([\w:-]+(?:\.[\w:-]+)*)["'`]/g)].map(([, name]) => name),
    ),
  );
  const patterns = source
    .flatMap((text) =>
      [...text.matchAll(/`([\w.-]*(?:\$\{[^`}]*\}[\w.-]*)+)`/g)].map(([, template]) => template ?? ""),
    )
    .filter((template) => template.replace(/\$\{[^}]*\}/g, "") !== "")
    .map((template) => new RegExp(`^${template.replace(/\./g, "\\.").replace(/\$\{[^}]*\}/g, "[\\w:-]+")}$`));
  const unused = [...korean.keys()].filter((key) => {
    const withinNamespace = key.slice(key.indexOf(".") + 1);
    return !literals.has(withinNamespace) && !patterns.some((pattern) => pattern.test(withinNamespace));
  });
  expect(unused).toEqual([]);
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
