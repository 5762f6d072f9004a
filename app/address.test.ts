import { expect, test } from "vitest";
import { decodeSegment, nextPath, one } from "./address";

test.each([
  ["/payments/abc?x=1", "/payments/abc?x=1"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["/\n/evil.example", "/"],
  ["/payments/%09/x", "/payments/%09/x"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
  [undefined, "/"],
  [["/a", "/b"], "/"],
])("after signing in %j leads to %s", (value, path) => {
  expect(nextPath(value)).toBe(path);
});

test("a segment is decoded once, and a bad one stays", () => {
  expect(decodeSegment("%EC%A3%BC%EB%AC%B8%2F1%20%231")).toBe("주문/1 #1");
  expect(decodeSegment("100%")).toBe("100%");
  expect(decodeSegment("a%00b")).toBe("ab");
  expect(one("\u0000%")).toBe("%");
  expect(one(["a", "b"])).toBe("a");
  expect(one(undefined)).toBe("");
});
