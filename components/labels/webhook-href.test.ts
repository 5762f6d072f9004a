import { expect, test } from "vitest";
import { inboxHref } from "./webhook-href";

test("the address of the inbox contains only values that differ from the defaults", () => {
  expect(inboxHref({ tab: "all", query: "" })).toBe("/webhooks");
  expect(inboxHref({ tab: "dead", query: "", id: "wh/1", after: "c" })).toBe(
    "/webhooks?tab=dead&after=c&id=wh%2F1",
  );
  expect(inboxHref({ tab: "all", query: "a b", before: "p" })).toBe("/webhooks?q=a+b&before=p");
});
