// The same cancel as a developer would send it: for cURL, and for PortOne's server SDK. What is secret or a person's own is masked.
import type { CancelBody } from "./cancel-body";

export type ApiCall = { curl: string; sdk: string };

/**
 * The call that asks for `body`, to read and to copy. The API secret stands as a variable; account number, holder,
 * telephone number and address are masked, so the text can be shown and mailed. The key is the caller's own to fill in:
 * a UUID for each new refund. `@portone/server-sdk` 0.19 sends none.
 */
export function apiCall(paymentId: string, body: CancelBody): ApiCall {
  const masked = mask(body);
  const address = `https://api.portone.io/payments/${encodeURIComponent(paymentId)}/cancel`;
  return {
    curl: [
      `curl -X POST ${quoted(address)}`,
      `-H "Authorization: PortOne $PORTONE_API_SECRET"`,
      `-H "Content-Type: application/json"`,
      `-H ${quoted('Idempotency-Key: "REFUND-UUID"')}`,
      `--max-time 60`,
      `-d ${quoted(JSON.stringify(masked, null, 2))}`,
    ].join(" \\\n  "),
    sdk: [
      `import { PaymentClient } from "@portone/server-sdk/payment";`,
      "",
      "const payments = PaymentClient({ secret: process.env.PORTONE_API_SECRET });",
      `await payments.cancelPayment(${JSON.stringify({ paymentId, ...masked }, null, 2)});`,
    ].join("\n"),
  };
}

function mask({ refundAccount, refundEmail, ...body }: CancelBody): CancelBody {
  return {
    ...body,
    ...(refundAccount
      ? {
          refundAccount: {
            bank: refundAccount.bank,
            number: stars(refundAccount.number, 4),
            holderName: "***",
            ...(refundAccount.holderPhoneNumber
              ? { holderPhoneNumber: stars(refundAccount.holderPhoneNumber, 0) }
              : {}),
          },
        }
      : {}),
    ...(refundEmail ? { refundEmail: `***${refundEmail.slice(refundEmail.lastIndexOf("@"))}` } : {}),
  };
}

function stars(text: string, shown: number): string {
  const hidden = Math.max(0, text.length - shown);
  return "*".repeat(hidden) + text.slice(hidden);
}

/** A text as one word of a POSIX shell: nothing in it is expanded. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
