import { describe, expect, test } from "vitest";
import { createRateLimitedLog, makeLog, reference } from "./log.ts";

function logged(fields: object): Record<string, unknown> {
  const lines: string[] = [];
  makeLog("info", { write: (line) => lines.push(line) }).info(fields, "said");
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? "");
}

describe("a log line", () => {
  test("is JSON with level, time and message", () => {
    expect(logged({ paymentId: "ord-1", number: 3 })).toMatchObject({
      level: "info",
      msg: "said",
      paymentId: "ord-1",
    });
    expect(logged({}).time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  test("keeps the fields that identify a case", () => {
    const fields = {
      refundId: "r1",
      paymentId: "p1",
      refundNumber: "R7F3K2",
      amount: 12_000,
      status: 502,
      at: new Date(0),
      ids: ["a"],
    };
    expect(logged(fields)).toMatchObject({ ...fields, at: "1970-01-01T00:00:00.000Z" });
  });
});

describe("private fields are masked at any depth and in any spelling", () => {
  const private_ = "김영희-01012345678";
  test.each([
    "secret",
    "apiSecret",
    "PORTONE_API_SECRET",
    "Authorization",
    "password",
    "newPassword",
    "number",
    "accountNumber",
    "cardNumber",
    "refundAccount",
    "holderName",
    "holderPhoneNumber",
    "email",
    "customerEmail",
    "phoneNumber",
    "customer",
    "fullName",
    "cookie",
    "set-cookie",
    "body",
    "rawBody",
    "payload",
    "raw",
    "sessionToken",
    "webhook-signature",
    "encryptionKey",
  ])("%s", (key) => {
    for (const fields of [{ [key]: private_ }, { a: { b: [{ [key]: { deep: private_ } }] } }]) {
      const line = JSON.stringify(logged(fields));
      expect(line).not.toContain(private_);
      expect(line).toContain("[masked]");
    }
  });
});

describe("an error", () => {
  test("keeps name, code, frames and cause", () => {
    const cause = Object.assign(new TypeError("inner"), { code: "23505", constraint: "one_open_refund" });
    const { err } = logged({ err: new Error("outer", { cause }) }) as { err: Record<string, unknown> };
    expect(err).toMatchObject({
      type: "Error",
      message: "outer",
      cause: { type: "TypeError", message: "inner", code: "23505", constraint: "one_open_refund" },
    });
    expect(err.stack).toEqual(expect.arrayContaining([expect.stringMatching(/^at /)]));
  });

  test("loses row values: PostgreSQL's detail and the parameters of a failed query", () => {
    const cause = Object.assign(new Error("duplicate key"), {
      detail: "Key (email)=(kim@example.com) already exists.",
    });
    const error = Object.assign(
      new Error("Failed query: insert into people values ($1)\nparams: kim@example.com", { cause }),
      {
        query: "insert into people values ($1)",
        params: ["kim@example.com"],
      },
    );
    const line = JSON.stringify(logged({ err: error, errors: [error] }));
    expect(line).not.toContain("kim@example.com");
    expect(line).toContain("insert into people values ($1)");
  });

  test("that refers to itself is logged", () => {
    const error = new Error("loop");
    error.cause = error;
    expect(logged({ err: error })).toMatchObject({ err: { cause: { message: "loop" } } });
  });
});

test("a reference is short, speakable and unique", () => {
  const made = Array.from({ length: 500 }, reference);
  for (const each of made) expect(each).toMatch(/^E-[0-9A-HJKMNP-TV-Z]{6}$/);
  expect(new Set(made).size).toBe(500);
});

test("a repeated message is logged once a minute, with the number of suppressed ones", () => {
  let at = 0;
  const written: unknown[] = [];
  const sparing = createRateLimitedLog(
    (fields, message) => written.push([fields, message]),
    () => at,
  );
  for (let n = 0; n < 50; n += 1) sparing(`Failed to find action ${n}abcdef0123456789`, { n }, "failed");
  sparing("another", {}, "another");
  expect(written).toEqual([
    [{ n: 0 }, "failed"],
    [{}, "another"],
  ]);
  at = 60_000;
  sparing("Failed to find action 7", { n: 7 }, "failed");
  expect(written.at(-1)).toEqual([{ n: 7, suppressed: 49 }, "failed"]);
  for (let n = 0; n < 1_000; n += 1)
    sparing(`kind ${"x".repeat(n % 190)} ${String.fromCharCode(97 + (n % 26))}`, {}, "made up");
  expect(written.length).toBeLessThan(210);
});
