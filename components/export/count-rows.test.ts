import { expect, test } from "vitest";
import { rowCounter } from "./count-rows";

const text = '\uFEFF"번호","이름"\r\n"1","두 줄로\r\n쓴 ""이름"""\r\n"2","="\r\n';

test("counts rows and not the lines within a cell, however the bytes are cut", () => {
  const bytes = new TextEncoder().encode(text);
  for (let size = 1; size <= bytes.length; size += 1) {
    const count = rowCounter();
    let rows = 0;
    for (let at = 0; at < bytes.length; at += size) rows = count(bytes.subarray(at, at + size));
    expect(rows, `in pieces of ${size}`).toBe(3);
  }
});
