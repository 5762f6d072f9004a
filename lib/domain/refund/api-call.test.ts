import { execFileSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apiCall } from "./api-call";
import type { CancelBody } from "./cancel-body";

const body: CancelBody = {
  storeId: "store-1",
  amount: 4_000,
  taxFreeAmount: 0,
  reason: "기타: 고객이 '급하다'고 함 $(id) `id` \\ #R7F3K2",
  requester: "CUSTOMER",
  currentCancellableAmount: 10_000,
  refundAccount: {
    bank: "KOOKMIN",
    number: "12345678901234",
    holderName: "홍길동",
    holderPhoneNumber: "01012345678",
  },
  refundEmail: "buyer@example.com",
};
const masked = {
  ...body,
  refundAccount: {
    bank: "KOOKMIN",
    number: "**********1234",
    holderName: "***",
    holderPhoneNumber: "***********",
  },
  refundEmail: "b***@example.com",
};

/** Returns the arguments that a shell passes to curl. */
function argumentsOf(curl: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\nPORTONE_API_SECRET=variable\n${curl}`;
  return execFileSync("bash", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}
/** Returns the request that the text of the SDK call sends. */
function requestOf(sdk: string): unknown {
  const requests: unknown[] = [];
  const client = { cancelPayment: (options: unknown) => void requests.push(JSON.stringify(options)) };
  const script = sdk
    .replace(/^import .*$/m, "")
    .replace("PaymentClient(", "open(")
    .replace("await ", "");
  runInNewContext(script, { open: () => client, process: { env: {} } });
  return JSON.parse(String(requests[0]));
}

describe("the same refund as an API call", () => {
  test("is the request as a shell reads it, with personal data masked", () => {
    const argumentList = argumentsOf(apiCall("order 1/가", body).curl);
    expect(argumentList.slice(0, 9)).toEqual([
      "-X",
      "POST",
      "https://api.portone.io/payments/order%201%2F%EA%B0%80/cancel",
      "-H",
      "Authorization: PortOne variable",
      "-H",
      "Content-Type: application/json",
      "-H",
      'Idempotency-Key: "REFUND-UUID"',
    ]);
    expect(JSON.parse(argumentList.at(-1) ?? "")).toEqual(masked);
  });

  test("makes the same request with the SDK", () => {
    expect(requestOf(apiCall("order'1", body).sdk)).toEqual({ paymentId: "order'1", ...masked });
  });

  test("omits the amount of a full cancel", () => {
    const { curl } = apiCall("o", { storeId: "s", reason: "r", requester: "ADMIN" });
    expect(JSON.parse(argumentsOf(curl).at(-1) ?? "")).toEqual({
      storeId: "s",
      reason: "r",
      requester: "ADMIN",
    });
  });

  test("masks any account number except its last four digits", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 6, maxLength: 20 });
    fc.assert(
      fc.property(digits, fc.string({ minLength: 1 }), (number, reason) => {
        const account = { bank: "TOSS", number, holderName: "홍길동" } as const;
        const call = apiCall("order", {
          storeId: "s",
          reason: `r ${reason}`,
          requester: "ADMIN",
          refundAccount: account,
        });
        const shown = (requestOf(call.sdk) as { refundAccount: { number: string } }).refundAccount.number;
        expect(shown).toBe("*".repeat(number.length - 4) + number.slice(-4));
        expect(call.curl).not.toContain("홍길동");
      }),
    );
  });
});
