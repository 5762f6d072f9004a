import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { RefundView } from "@/lib/domain/views/refund";
import { fetchPayment, pollEvery, SignedOutError } from "./payment-query.ts";

const now = new Date("2026-11-22T05:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();

test.each([
  ["no refund", [], 15_000],
  ["a refund being sent", [["submitting", null]], 1_000],
  ["a refund that the PG has accepted", [["pending", null]], 1_000],
  ["a refund that a person must look at", [["undecided", null]], 15_000],
  ["a refund done 59 seconds ago", [["succeeded", ago(59)]], 1_000],
  ["a refund that failed 61 seconds ago", [["failed", ago(61)]], 15_000],
] as const)("%s", (_, refunds, wait) => {
  const detail = { refunds: refunds.map(([state, endedAt]) => ({ state, endedAt: endedAt }) as RefundView) };
  expect(pollEvery(detail as PaymentDetail, now, false)).toBe(wait);
  // With a live stream, only what time alone changes is read.
  expect(pollEvery(detail as PaymentDetail, now, true)).toBe(30_000);
});

test.each([
  [401, SignedOutError],
  [500, Error],
] as const)("an answer of %d is an error", async (status, kind) => {
  const server = createServer((_, response) => response.writeHead(status).end("{}"));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const signal = AbortSignal.timeout(5_000);
  await expect(fetchPayment(`http://127.0.0.1:${port}/`, signal)).rejects.toBeInstanceOf(kind);
  server.close();
});
