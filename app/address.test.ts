import { expect, test } from "vitest";
import { decodeSegment, one } from "./address";

test("a segment is decoded once, and a bad one stays", () => {
  expect(decodeSegment("%EC%A3%BC%EB%AC%B8%2F1%20%231")).toBe("주문/1 #1");
  expect(decodeSegment("100%")).toBe("100%");
  expect(decodeSegment("a%00b")).toBe("ab");
  expect(one("\u0000%")).toBe("%");
  expect(one(["a", "b"])).toBe("a");
  expect(one(undefined)).toBe("");
});
