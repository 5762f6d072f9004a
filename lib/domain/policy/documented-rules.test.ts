// Compares the policy with the sandbox, which enforces the same documents without the code of the policy: a blocked
// cancel is refused and moves no money, an allowed cancel is carried out. Doubts and undocumented cases bind neither.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { paymentOnWire } from "@/lib/portone/wire";
import { type RunningSandbox, startSandbox } from "@/sandbox/server";
import { own, seoul } from "../../../tests/support/test-policy";
import type { Payment } from "../payment/payment";
import type { SetOverride } from "./overrides";
import { policyVerdict } from "./refund-policy";
import { rules } from "./rules";

const noon = seoul("2026-11-24T12:00:00");
let now = noon;
let sandbox: RunningSandbox;
let headers: Record<string, string>;
beforeAll(async () => {
  sandbox = await startSandbox({ payments: "none", now: () => now.getTime() });
  headers = { authorization: `PortOne ${sandbox.apiSecret}` };
});
afterAll(() => sandbox.close());
beforeEach(() => {
  now = noon;
  differences.length = 0;
  sandbox.control.resetSwitches();
});

type Given = NonNullable<Parameters<RunningSandbox["control"]["createPayment"]>[0]>;
const pgs = [
  ...new Set(rules.flatMap((rule) => ("pgs" in rule.where ? rule.where.pgs : []))),
  "GALAXIA",
  "HECTO_GLOBAL",
];

const card = { type: "PaymentMethodCard", card: { issuer: "신한카드", brand: "LOCAL", type: "CREDIT" } };
const easy = (provider: string, easyPayMethod?: object): Given => ({
  method: { type: "PaymentMethodEasyPay", provider, ...(easyPayMethod ? { easyPayMethod } : {}) },
});
const methods: Record<string, Given> = {
  card: { method: card },
  "virtual account": { method: "VIRTUAL_ACCOUNT" },
  transfer: { method: "TRANSFER" },
  mobile: { method: "MOBILE" },
  "Kakao Pay card": easy("KAKAOPAY", card),
  "Kakao Pay money": easy("KAKAOPAY", { type: "PaymentMethodEasyPayMethodCharge" }),
  "Naver Pay": easy("NAVERPAY", card),
  PayPal: easy("PAYPAL"),
  WeChat: easy("WECHAT"),
  "Toss Pay": easy("TOSSPAY", card),
  "gift certificate": { method: "GIFT_CERTIFICATE" },
  "convenience store": { method: "CONVENIENCE_STORE" },
  crypto: { method: "CRYPTO" },
};
/** A PG that is a wallet processes that wallet only. */
const walletsOwn: Readonly<Record<string, string[]>> = {
  KAKAOPAY: ["Kakao Pay card", "Kakao Pay money"],
  NAVERPAY: ["Naver Pay"],
  PAYPAL_V2: ["PayPal"],
};
const agesInDays = [1, 100, 190, 400, 1_100, 1_900];

const refundsAccount = (has: boolean): SetOverride[] =>
  own(
    ...pgs.map(
      (pgProvider) => ({ kind: "contract", contract: "virtual-account-refund", pgProvider, has }) as const,
    ),
    ...["INICIS_V2", "KCP_V2", "KPN"].map(
      (pgProvider) => ({ kind: "contract", contract: "mobile-next-month", pgProvider, has }) as const,
    ),
    { kind: "contract", contract: "mobile-partial", pgProvider: "KCP_V2", has },
    { kind: "contract", contract: "partial-cancel", pgProvider: "NICE_V2", has },
    { kind: "contract", contract: "partial-cancel", pgProvider: "WELCOME", has },
  );

const seen = new Set<string>();
const differences: string[] = [];
let compared = 0;

/** Returns the payment as the desk reads it. */
async function read(id: string): Promise<Payment> {
  const answer = await fetch(`${sandbox.url}/payments/${id}`, { headers });
  return paymentOnWire.parse(await answer.json()).payment;
}

async function send(id: string, body: Record<string, unknown>): Promise<{ ok: boolean; text: string }> {
  const answer = await fetch(`${sandbox.url}/payments/${id}/cancel`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return { ok: answer.ok, text: await answer.text() };
}

/** Evaluates the policy, sends the cancel with everything that the PG may need, and compares. */
async function compare(name: string, given: Given, part: boolean, overrides: SetOverride[]): Promise<void> {
  const { id } = sandbox.control.createPayment({ total: 10_000, ...given });
  const payment = await read(id);
  const cancel = part ? ({ kind: "partial", amount: 1_000 } as const) : ({ kind: "full" } as const);
  const { verdict, blockedBy } = policyVerdict(payment, cancel, now, overrides);
  if (verdict === "warning" || verdict === "unknown") return;
  const inMonth = payment.method?.type === "MOBILE" && (payment.paidAt ?? "") >= "2026-10-31T15:00:00.000Z";
  const answer = await send(id, {
    reason: "고객 변심",
    ...(part ? { amount: 1_000 } : {}),
    ...(inMonth
      ? {}
      : {
          refundAccount: {
            bank: "SHINHAN",
            number: "110123456789",
            holderName: "김민서",
            holderPhoneNumber: "01012345678",
          },
        }),
    refundEmail: "buyer@example.com",
  });
  compared += 1;
  for (const line of blockedBy) seen.add(line.rule ?? "the merchant's setting");
  const moved = sandbox.control.ledger(id).length > 0;
  if ((verdict === "allowed") !== answer.ok || (moved && !answer.ok))
    differences.push(
      `${name}: policy ${verdict} (${blockedBy.map(({ rule }) => rule)}), sandbox ${answer.text}`,
    );
}

async function everyMethod(
  pg: string,
  more: Given,
  ages: readonly number[],
  overrides: SetOverride[],
): Promise<void> {
  const sold = walletsOwn[pg] ?? Object.keys(methods);
  for (const method of sold) {
    const given = methods[method];
    for (const age of ages) {
      const paidAt = now.getTime() - age * 86_400_000;
      for (const part of [false, true])
        await compare(
          `${pg} ${method} ${age}d ${part ? "part" : "all"}`,
          { ...given, ...more, pgProvider: pg, paidAt },
          part,
          overrides,
        );
    }
  }
}

test("policy and sandbox agree for every method × PG × age, whole and part, with every contract", {
  timeout: 120_000,
}, async () => {
  for (const pg of pgs) await everyMethod(pg, {}, agesInDays, refundsAccount(true));
  expect(differences).toEqual([]);
  expect(compared).toBeGreaterThan(1_000);
});

test("policy and sandbox agree for every method × PG without any contract", {
  timeout: 120_000,
}, async () => {
  sandbox.control.setSwitches({
    contractVirtualAccountRefund: false,
    contractMobileNextMonth: false,
    contractMobilePartial: false,
    contractPartialCancel: false,
  });
  for (const pg of pgs) await everyMethod(pg, {}, [1, 40], refundsAccount(false));
  expect(differences).toEqual([]);
});

test("policy and sandbox agree on test channels", { timeout: 120_000 }, async () => {
  for (const pg of pgs) await everyMethod(pg, { channelType: "TEST" }, [1], refundsAccount(true));
  expect(differences).toEqual([]);
});

test("policy and sandbox agree on Smartro's test channel for credit and check cards", async () => {
  for (const type of ["CREDIT", "DEBIT"])
    for (const part of [false, true])
      await compare(
        `Smartro test ${type}`,
        {
          method: { ...card, card: { ...card.card, type } },
          pgProvider: "SMARTRO_V2",
          channelType: "TEST",
          paidAt: now.getTime(),
        },
        part,
        [],
      );
  expect(differences).toEqual([]);
  const cancel = { kind: "partial", amount: 1_000 } as const;
  const { id } = sandbox.control.createPayment({
    method: { ...card, card: { ...card.card, type: "DEBIT" } },
    pgProvider: "SMARTRO_V2",
    channelType: "TEST",
  });
  expect(policyVerdict(await read(id), cancel, now, []).verdict).toBe("blocked");
});

test("policy and sandbox agree on KSNET's virtual accounts at each hour", async () => {
  for (let hour = 0; hour < 24; hour += 1) {
    for (const minute of ["00:00", "59:59"]) {
      now = seoul(`2026-11-24T${String(hour).padStart(2, "0")}:${minute}`);
      const paidAt = now.getTime() - 86_400_000;
      await compare(
        `KSNET at ${hour}:${minute}`,
        { method: "VIRTUAL_ACCOUNT", pgProvider: "KSNET", paidAt },
        false,
        refundsAccount(true),
      );
    }
  }
  expect(differences).toEqual([]);
});

test.each([
  ["KSNET", 6, "card"],
  ["KAKAOPAY", 12, "Kakao Pay card"],
  ["KAKAOPAY", 60, "Kakao Pay money"],
] as const)(
  "policy and sandbox agree for %s around the end of %i months, with month ends and leap days",
  async (pg, months, method) => {
    for (const paid of ["2024-02-29", "2024-08-31", "2025-08-31", "2026-01-31", "2023-12-31", "2024-11-30"]) {
      const [year = 0, month = 0, day = 0] = paid.split("-").map(Number);
      const last = Math.min(day, new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate());
      const end = Date.UTC(year, month - 1 + months, last + 1) - 9 * 3_600_000;
      for (const at of [end - 86_400_000, end - 1_000, end, end + 86_400_000]) {
        now = new Date(at);
        await compare(
          `${pg} ${method} of ${paid} at ${now.toISOString()}`,
          { ...methods[method], pgProvider: pg, paidAt: seoul(`${paid}T12:00:00`).getTime() },
          false,
          [],
        );
      }
    }
    expect(differences).toEqual([]);
  },
);

test.each([
  ["NAVERPAY", "Naver Pay", 1_095],
  ["PAYPAL_V2", "PayPal", 180],
] as const)("policy and sandbox agree for %s, %s, around day %i", async (pg, method, days) => {
  for (const offset of [days - 1, days, days + 1]) {
    for (const clock of ["00:00:00", "23:59:59"]) {
      const paidAt = seoul("2023-03-01T15:00:00").getTime();
      const day = new Date(paidAt + offset * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10);
      now = seoul(`${day}T${clock}`);
      await compare(
        `${pg} on day ${offset} ${clock}`,
        { ...methods[method], pgProvider: pg, paidAt },
        false,
        [],
      );
    }
  }
  expect(differences).toEqual([]);
});

test("policy and sandbox agree on escrow, gift certificates, and the tenth partial cancel at KSNET", async () => {
  const sent = { company: "CJ대한통운", invoiceNumber: "1" };
  for (const status of ["BEFORE_REGISTERED", "REGISTERED", "DELIVERED", "REJECTED"])
    for (const part of [false, true])
      await compare(
        `escrow ${status}`,
        { method: card, pgProvider: "KCP_V2", escrow: { status, ...sent } },
        part,
        [],
      );
  for (const giftCertificateType of ["BOOKNLIFE", "CULTURELAND"]) {
    const method = { type: "PaymentMethodGiftCertificate", giftCertificateType, approvalNumber: "1" };
    await compare("a Toss gift certificate", { method, pgProvider: "TOSSPAYMENTS" }, true, []);
  }
  const { id } = sandbox.control.createPayment({ total: 10_000, pgProvider: "KSNET", method: card });
  for (let n = 1; n <= 10; n += 1) {
    const { verdict } = policyVerdict(await read(id), { kind: "partial", amount: 100 }, now, []);
    expect(verdict).toBe(n <= 9 ? "allowed" : "blocked");
    const answer = await send(id, { reason: "부분 반품", amount: 100 });
    expect(answer.ok).toBe(n <= 9);
    if (!answer.ok) seen.add("ksnet-nine-partials");
  }
  expect(differences).toEqual([]);
});

test("every rule that refuses was compared", () => {
  const refusing = rules
    .filter((rule) => {
      if (rule.topic === "refusal" || rule.topic === "hours" || rule.topic === "partial-count") return true;
      if (rule.topic === "deadline") return rule.firmness === "refuses";
      return rule.topic === "partial" && rule.outcome === "refuses";
    })
    .map(({ id }) => id);
  expect(refusing.filter((id) => !seen.has(id))).toEqual([]);
});
