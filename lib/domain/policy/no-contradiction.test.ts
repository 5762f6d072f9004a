// No panel has two lines that cannot both be true, over every method, wallet, PG and channel.
import { expect, test } from "vitest";
import { paidBy, plainCard, seoul, wallet } from "../../../tests/support/test-policy";
import type { Payment } from "../payment/payment";
import { methodTypes } from "../payment/payment-method";
import type { PolicyLine } from "./line";
import { refundPolicy } from "./refund-policy";
import type { RuleId } from "./rules";
import { rules } from "./rules";

const namedPgs = rules.flatMap(({ where }) => ("pgs" in where ? [...where.pgs] : []));
const pgs = [
  ...new Set([...namedPgs, "HTML5_INICIS", "GALAXIA", "HECTO_GLOBAL", "NAVERPAY", "WELCOME", "NEW_PG"]),
];
const wallets = ["KAKAOPAY", "NAVERPAY", "PAYPAL", "WECHAT", "PAYCO", "TOSSPAY", "NEW_PAY"];
const cards = (["CREDIT", "DEBIT", "GIFT"] as const).flatMap((type) =>
  [true, false].map((pointUsed) => ({ ...plainCard, type: { value: type, raw: type }, pointUsed })),
);

/** The statement of a note about a test payment's money and end; two notes of one payment must agree. */
const testNoteStatements: Partial<
  Record<RuleId, { charged: boolean | null; end: "by-itself" | "by-hand" | null }>
> = {
  "test-charged-and-cancelled": { charged: true, end: "by-itself" },
  "test-daou-charged-and-cancelled": { charged: true, end: "by-itself" },
  "test-never-charged": { charged: false, end: null },
  "test-wallet-never-charged": { charged: false, end: null },
  "paymentwall-test-is-real": { charged: true, end: "by-hand" },
  "test-kakaopay-through-kcp": { charged: true, end: "by-hand" },
  "test-easy-pay-by-hand": { charged: null, end: "by-hand" },
};

function* everyPayment(): Generator<{ name: string; payment: Payment }> {
  for (const pg of pgs)
    for (const isTest of [false, true])
      for (const type of methodTypes) {
        const details =
          type === "CARD"
            ? cards.map((card) => ({ card }))
            : type === "EASY_PAY"
              ? wallets.flatMap((name) => [wallet(name, "CARD"), wallet(name, "CHARGE"), wallet(name, null)])
              : [{}];
        for (const one of details)
          for (const paid of ["2026-11-24T09:00:00", "2026-07-01T12:00:00", "2025-01-01T12:00:00"])
            yield {
              name: `${pg} ${isTest ? "TEST" : "LIVE"} ${type} ${JSON.stringify(one)} ${paid}`,
              payment: paidBy({ type, pg, test: isTest, details: one, paid }),
            };
      }
}

function contradictionsOf(lines: readonly PolicyLine[]): string[] {
  const topics = ["deadline", "next-month", "fee", "arrival", "hours", "partial-count"] as const;
  const duplicateTopics = topics.filter(
    (topic) => lines.filter((line) => line.topic === topic && line.about !== "rest").length > 1,
  );
  const verdictsOf = (topic: PolicyLine["topic"]) =>
    new Set(lines.filter((line) => line.topic === topic).map(({ verdict }) => verdict));
  const contradictoryTopics = (["partial", "contract"] as const).filter(
    (topic) =>
      verdictsOf(topic).has("allowed") &&
      (verdictsOf(topic).has("blocked") || verdictsOf(topic).has("warning")),
  );
  const ofTests = lines.flatMap(({ rule }) => (rule === null ? [] : (testNoteStatements[rule] ?? [])));
  const differences = (["charged", "end"] as const).filter(
    (what) =>
      new Set(ofTests.map((statement) => statement[what]).filter((statement) => statement !== null)).size > 1,
  );
  const isFree = ofTests.some(({ charged }) => charged === false);
  const isByHand = ofTests.some(({ end }) => end !== null);
  const repeats = lines
    .map(({ rule, title }) => `${rule} ${title}`)
    .filter((one, at, all) => all.indexOf(one) !== at);
  return [
    ...duplicateTopics,
    ...contradictoryTopics,
    ...differences,
    ...repeats,
    ...(isFree && isByHand ? ["free, and to be cancelled"] : []),
  ];
}

test("the panel of no payment contradicts itself", { timeout: 60_000 }, () => {
  let count = 0;
  const found: string[] = [];
  for (const { name, payment } of everyPayment()) {
    count += 1;
    const { lines } = refundPolicy(payment, seoul("2026-11-24T12:00:00"), []);
    for (const one of contradictionsOf(lines)) found.push(`${name}: ${one}`);
  }
  expect(found.slice(0, 20)).toEqual([]);
  expect(count).toBeGreaterThan(5_000);
});

test("every note on test payments has a statement about money and end", () => {
  const notes = rules.flatMap((rule) => ("subject" in rule && rule.subject === "test" ? [rule.id] : []));
  expect(notes.filter((id) => testNoteStatements[id] === undefined)).toEqual([]);
});
