import { expect, test, vi } from "vitest";
import { refundRequest } from "../../lib/domain/refund/refund.ts";
import { newRequestId } from "./request-refund-context.ts";

const accepted = (requestId: string) => refundRequest.shape.requestId.safeParse(requestId).success;

test("a request id passes the schema, and no two are alike", () => {
  const ids = Array.from({ length: 200 }, newRequestId);
  expect(ids.every(accepted)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

test("a request id can be made where the page is not a secure context", () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const ids = Array.from({ length: 200 }, newRequestId);
  vi.unstubAllGlobals();
  expect(ids.every(accepted)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});
