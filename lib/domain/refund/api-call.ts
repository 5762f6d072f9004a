import { maskEmail } from "../payment/personal-data";
import type { CancelBody } from "./cancel-body";

export type ApiCall = { curl: string; sdk: string };

/** Masked, so that the text may be mailed. The caller fills in the key; `@portone/server-sdk` 0.19 sends none. */
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
    ...(refundEmail ? { refundEmail: maskEmail(refundEmail) } : {}),
  };
}

function stars(text: string, shown: number): string {
  const hidden = Math.max(0, text.length - shown);
  return "*".repeat(hidden) + text.slice(hidden);
}

/** Returns one word of a POSIX shell: nothing in the text is expanded. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
