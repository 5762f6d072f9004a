import { expect, test, vi } from "vitest";
import { refundRequest } from "../../lib/domain/refund/refund-request.ts";
import { newRequestId } from "./request-id.ts";

const accepted = (requestId: string) => refundRequest.shape.requestId.safeParse(requestId).success;

test("request ids pass the schema and are unique", () => {
  const ids = Array.from({ length: 200 }, newRequestId);
  expect(ids.every(accepted)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

test("a request id can be made outside a secure context", () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const ids = Array.from({ length: 200 }, newRequestId);
  vi.unstubAllGlobals();
  expect(ids.every(accepted)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});
