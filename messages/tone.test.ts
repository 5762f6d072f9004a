// The tone of the messages, as far as a machine can check it.
import { expect, test } from "vitest";
import en from "./en.json" with { type: "json" };
import ko from "./ko.json" with { type: "json" };

type Tree = { [key: string]: string | Tree };

test.each([
  ["the imperative of forms", /십시오/],
  ["literary words", /까닭|견주|그만두|저절로|가릴 수|가려지/],
  ["the desk as an actor (only the product's name is used)", /(?<!환불)데스크/],
  ["a question as a label", /합니까|습니까\?? ?$/],
  ["the cancelling of a payment as the word for closing a form", /^취소(?:하기)?$/],
])("no Korean message has %s", (_, pattern) => {
  expect(matching(ko, pattern)).toEqual([]);
});

test.each([
  ["the desk as an actor", /\b(?:the|this) desk\b/i],
  [
    "British spelling",
    /\b\w*(?:isation|ise[sd]?|our(?:ed|s)?|ogue)\b/,
    /\b(?:your?s?|our|hours?|four|otherwise|raised?|promised?|precise|franchise|exercise|rise|advised?|dialogue|source|course)\b/i,
  ],
  ["words of another age", /\b(?:e-mail|anew|somebody|beforehand|thereof|in all|as it stands)\b/i],
  ["a straight apostrophe", /\w'\w/],
  ["the cancelling of a payment as the word for closing a form", /^Cancel$/],
])("no English message has %s", (_, pattern, except = /^$/) => {
  expect(matching(en, pattern, except)).toEqual([]);
});

test("every message of two languages differs unless both are a name or a sign", () => {
  const english = new Map(flatten(en));
  const same = flatten(ko).filter(([key, text]) => english.get(key) === text && /[가-힣]/.test(text));
  expect(same).toEqual([]);
});

function matching(tree: Tree, pattern: RegExp, except = /^$/): string[] {
  return flatten(tree)
    .filter(([, text]) =>
      (text.match(new RegExp(pattern, `${pattern.flags}g`)) ?? []).some((found) => !except.test(found)),
    )
    .map(([key, text]) => `${key}: ${text}`);
}

function flatten(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const here = path === "" ? key : `${path}.${key}`;
    return typeof value === "string" ? [[here, value] as [string, string]] : flatten(value, here);
  });
}
