import { createHmac, randomBytes } from "node:crypto";
import { verify } from "@portone/server-sdk/webhook";
import fc from "fast-check";
import { expect, test } from "vitest";
import { verifyLocally } from "./webhook-signature";

const secret = `whsec_${randomBytes(32).toString("base64")}`;
const other = `whsec_${randomBytes(24).toString("base64")}`;
const key = Buffer.from(secret.replace("whsec_", ""), "base64");
const sign = (id: string, timestamp: string, text: string) =>
  `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${text}`).digest("base64")}`;

/** Returns whether the SDK accepts a signature. The SDK parses after verification: a SyntaxError means accepted. */
async function sdkAccepts(
  by: string,
  text: string,
  headers: { id: string; timestamp: string; signature: string },
): Promise<boolean> {
  try {
    await verify(by, text, {
      "webhook-id": headers.id,
      "webhook-timestamp": headers.timestamp,
      "webhook-signature": headers.signature,
    });
    return true;
  } catch (error) {
    return error instanceof SyntaxError;
  }
}

test("a valid signature is signed, and forged for another secret or another text", () => {
  const timestamp = String(Math.floor(Date.now() / 1000));
  for (const text of ['{"type":"Transaction.Paid"}', "payment_id=한글&status=Paid", "", "\u{1F4B3}\u0000"]) {
    const headers = { id: "wh-1", timestamp, signature: sign("wh-1", timestamp, text) };
    expect(verifyLocally(secret, text, headers)).toBe("signed");
    expect(verifyLocally(other, text, headers)).toBe("forged");
    expect(verifyLocally(secret, `${text} `, headers)).toBe("forged");
    const rotated = { ...headers, signature: `${sign("x", "1", "")} v2,abc ${headers.signature}` };
    expect(verifyLocally(secret, text, rotated)).toBe("signed");
    expect(verifyLocally(other, text, rotated)).toBe(null);
  }
});

test("every judgement is the SDK's too, for arbitrary headers", async () => {
  const now = Math.floor(Date.now() / 1000);
  const odd = fc.constantFrom("", " ", ",", "v1", "v1,", "v2,", "=", "\n", "0", "-1", "1e9", "whsec_");
  const seconds = fc.oneof(
    fc.integer({ min: -400, max: 400 }).map((by) => String(now + by)),
    fc.integer({ min: -2, max: 400 }).map((by) => ` ${now + by}.5x`),
    odd,
  );
  const extra = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom("", sign("x", "1", "")) },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: fc.base64String({ maxLength: 48 }) },
  );
  const judgements = { signed: 0, forged: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        id: fc.oneof(fc.string({ maxLength: 8 }), odd),
        timestamp: seconds,
        text: fc.string({ unit: "binary", maxLength: 40 }),
        before: extra,
        after: extra,
        by: fc.constantFrom(secret, secret.replace("whsec_", ""), other, "whsec_", "whsec_@", `${secret} `),
        isSigned: fc.boolean(),
      }),
      async ({ id, timestamp, text, before, after, by, isSigned }) => {
        const right = isSigned ? sign(id, timestamp, text) : sign(`${id}x`, timestamp, text);
        const headers = {
          id,
          timestamp,
          signature: `${before}${before && " "}${right}${after && " "}${after}`,
        };
        const judged = verifyLocally(by, text, headers);
        if (judged === null) return;
        judgements[judged] += 1;
        expect(await sdkAccepts(by, text, headers)).toBe(judged === "signed");
      },
    ),
    { numRuns: 3_000 },
  );
  // The property would be empty if hardly anything were judged. On average 105 and 65 are.
  expect(judgements.signed).toBeGreaterThan(20);
  expect(judgements.forged).toBeGreaterThan(20);
});

test("old timestamps, future timestamps and unusable secrets are left to the SDK", () => {
  const now = Math.floor(Date.now() / 1000);
  for (const timestamp of [String(now - 301), String(now + 301), "", "now"]) {
    const signature = sign("wh-1", timestamp, "{}");
    expect(verifyLocally(secret, "{}", { id: "wh-1", timestamp, signature })).toBe(null);
  }
  const timestamp = String(now);
  const signature = sign("wh-1", timestamp, "{}");
  for (const unusable of ["", "whsec_", "whsec_*"])
    expect(verifyLocally(unusable, "{}", { id: "wh-1", timestamp, signature })).toBe(null);
  expect(verifyLocally(secret, "{}", { id: undefined, timestamp, signature })).toBe(null);
});
