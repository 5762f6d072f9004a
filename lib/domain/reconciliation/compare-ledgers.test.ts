import { describe, expect, test } from "vitest";
import {
  type ComparedCancellation,
  type ComparedRefund,
  compareLedgers,
  type LedgerFacts,
  resolutionOf,
} from "./compare-ledgers";

const second = 1000;
const minute = 60 * second;
const began = new Date("2026-11-22T00:00:00Z");
const at = (ms: number) => new Date(began.getTime() + 86_400_000 + ms);

const cancellation = (over: Partial<ComparedCancellation> = {}): ComparedCancellation => ({
  id: "c1",
  status: "SUCCEEDED",
  totalAmount: 10_000,
  taxFreeAmount: 0,
  trigger: "API",
  reason: "변심",
  requestedAt: at(0),
  cancelledAt: at(0),
  refundId: null,
  ...over,
});
const refund = (over: Partial<ComparedRefund> = {}): ComparedRefund => ({
  id: "r1",
  number: "R234567",
  kind: "full",
  state: "succeeded",
  expected: { amount: 10_000, taxFreeAmount: 0 },
  cancellationId: "c1",
  knownCancellationIds: [],
  endedAt: at(0),
  ...over,
});
const own = (over: Partial<ComparedCancellation> = {}) => cancellation({ refundId: "r1", ...over });
const facts = (over: Partial<LedgerFacts> = {}): LedgerFacts => ({
  since: began,
  readAt: at(5 * minute),
  refunds: [],
  cancellations: [],
  shown: new Map((over.cancellations ?? []).map(({ id, status }) => [id, status])),
  webhooksReachedFrom: null,
  webhooks: [],
  ...over,
});
const kindsOf = (given: Partial<LedgerFacts>, now = at(5 * minute)) =>
  compareLedgers(facts(given), now).found.map(({ kind, about }) => `${kind} ${about}`);

describe("no discrepancy", () => {
  test.each<[string, Partial<LedgerFacts>]>([
    ["nothing on either side", {}],
    ["a successful refund and its cancellation", { refunds: [refund()], cancellations: [own()] }],
    [
      "a pending refund and its requested cancellation",
      {
        refunds: [refund({ state: "pending", endedAt: null })],
        cancellations: [own({ status: "REQUESTED" })],
      },
    ],
    [
      "a failed refund and its failed cancellation",
      { refunds: [refund({ state: "failed" })], cancellations: [own({ status: "FAILED" })] },
    ],
    [
      "a failed cancellation that was made elsewhere",
      { cancellations: [cancellation({ status: "FAILED" })] },
    ],
    ["a cancellation older than our ledger", { cancellations: [cancellation({ requestedAt: new Date(0) })] }],
    [
      "a refund without an expected amount",
      { refunds: [refund({ expected: { amount: null, taxFreeAmount: 0 } })], cancellations: [own()] },
    ],
  ])("%s", (_, given) => expect(kindsOf(given)).toEqual([]));
});

describe("a cancellation made elsewhere", () => {
  test.each(["CONSOLE", "API", "PORTONE_ADMIN", "CHARGEBACK", null])(
    "is reported with its trigger %s",
    (trigger) => {
      const { found } = compareLedgers(facts({ cancellations: [cancellation({ trigger })] }), at(minute));
      expect(found).toMatchObject([
        { kind: "made-elsewhere", trigger, ourAmount: null, portoneAmount: 10_000, refundId: null },
      ]);
    },
  );
  test("is reported while it is only requested, and where its status is unknown", () => {
    expect(kindsOf({ cancellations: [cancellation({ status: "REQUESTED" })] })).toEqual([
      "made-elsewhere c1",
    ]);
    expect(kindsOf({ cancellations: [cancellation({ status: "UNRECOGNIZED" })] })).toEqual([
      "made-elsewhere c1",
    ]);
  });
  test("is not reported while an open refund of ours may have made it", () => {
    const open = refund({ state: "undecided", endedAt: null, cancellationId: null });
    const { found, open: undecided } = compareLedgers(
      facts({ refunds: [open], cancellations: [cancellation()] }),
      at(minute),
    );
    expect(found).toEqual([]);
    expect(undecided).toEqual([{ kind: "made-elsewhere", about: "c1" }]);
  });
  test.each<[string, Partial<ComparedCancellation>]>([
    ["the console", { trigger: "CONSOLE" }],
    ["another amount", { totalAmount: 10_001 }],
    ["another number", { reason: "변심 #R765432" }],
  ])("is reported if %s rules out the open refund", (_, over) => {
    const open = refund({ state: "submitting", endedAt: null, cancellationId: null });
    expect(kindsOf({ refunds: [open], cancellations: [cancellation(over)] })).toEqual(["made-elsewhere c1"]);
  });
});

describe("an unconfirmed refund of ours", () => {
  const gone = { refunds: [refund()], cancellations: [own()], shown: new Map() };
  test("is reported a minute after the answer, if a reading does not show it", () => {
    const early = compareLedgers(facts({ ...gone, readAt: at(59 * second) }), at(minute));
    expect(early).toEqual({
      found: [],
      open: [{ kind: "ours-unconfirmed", about: "r1" }],
      again: at(61 * second),
    });
    expect(kindsOf(gone)).toEqual(["ours-unconfirmed r1"]);
  });
  test("is reported at once if only a person recorded it", () => {
    const decided = refund({ cancellationId: null });
    expect(kindsOf({ refunds: [decided], readAt: at(0) })).toEqual(["ours-unconfirmed r1"]);
    expect(kindsOf({ refunds: [decided], readAt: at(-1) })).toEqual([]);
  });
  test("is not reported once its cancellation is linked", () => {
    expect(kindsOf({ refunds: [refund({ cancellationId: null })], cancellations: [own()] })).toEqual([]);
  });
});

test("a failed refund with a cancellation at PortOne is reported", () => {
  const failed = refund({ state: "failed", cancellationId: null });
  for (const status of ["SUCCEEDED", "REQUESTED"] as const)
    expect(kindsOf({ refunds: [failed], cancellations: [own({ status })] })).toEqual([
      "failed-but-cancelled c1",
    ]);
});

test("a second cancellation of one refund is reported", () => {
  const twice = { refunds: [refund()], cancellations: [own(), own({ id: "c2" })] };
  expect(kindsOf(twice)).toEqual(["cancelled-twice c2"]);
});

test("an amount or tax-free amount that differs from the request is reported", () => {
  for (const over of [{ totalAmount: 9_000 }, { taxFreeAmount: 1_000 }])
    expect(kindsOf({ refunds: [refund()], cancellations: [own(over)] })).toEqual(["amounts-differ r1"]);
});

test.each(["SUCCEEDED", "FAILED"] as const)(
  "a cancellation that PortOne no longer shows as %s is reported",
  (status) => {
    const other = status === "SUCCEEDED" ? "FAILED" : "SUCCEEDED";
    const { found } = compareLedgers(
      facts({ cancellations: [cancellation({ status })], shown: new Map([["c1", other]]) }),
      at(minute),
    );
    const [before, after] = status === "SUCCEEDED" ? [10_000, 0] : [0, 10_000];
    expect(found).toMatchObject([{ kind: "end-changed", ourAmount: before, portoneAmount: after }]);
  },
);

test("a cancellation that PortOne no longer shows is reported, unless it had failed", () => {
  expect(kindsOf({ cancellations: [cancellation()], shown: new Map() })).toEqual(["cancellation-gone c1"]);
  const failed = { cancellations: [cancellation({ status: "FAILED" })], shown: new Map() };
  expect(kindsOf(failed)).toEqual([]);
});

describe("a missed webhook", () => {
  const silent = { refunds: [refund()], cancellations: [own()], webhooksReachedFrom: began };
  test("is reported half an hour after its event, and not before", () => {
    const early = compareLedgers(facts(silent), at(30 * minute - 1));
    expect(early).toMatchObject({ found: [], again: at(30 * minute + second) });
    expect(kindsOf(silent, at(30 * minute))).toEqual(["webhook-missed c1"]);
  });
  test.each<[string, Partial<LedgerFacts>]>([
    ["a webhook arrived", { webhooks: [{ receivedAt: at(second), happenedAt: null }] }],
    ["a webhook arrived early by our clock", { webhooks: [{ receivedAt: at(-minute), happenedAt: at(0) }] }],
    ["no webhook had ever reached the desk", { webhooksReachedFrom: null }],
    ["the first webhook reached the desk later", { webhooksReachedFrom: at(1) }],
    [
      "the cancellation failed, for which PortOne documents no webhook",
      { cancellations: [own({ status: "FAILED" })], refunds: [] },
    ],
    ["the cancellation is older than our ledger", { since: at(1) }],
  ])("is not reported where %s", (_, over) => {
    expect(kindsOf({ ...silent, ...over }, at(60 * minute))).toEqual([]);
  });
  test("is reported for the end although a webhook for the request arrived", () => {
    const webhooks = [{ receivedAt: at(-10 * minute), happenedAt: at(-10 * minute) }];
    expect(kindsOf({ ...silent, webhooks }, at(60 * minute))).toEqual(["webhook-missed c1"]);
  });
});

test.each([
  ["made-elsewhere", own(), "linked"],
  ["made-elsewhere", cancellation({ status: "FAILED" }), "money-stayed"],
  ["made-elsewhere", undefined, "agrees"],
  ["webhook-missed", own(), "webhook-came"],
  ["webhook-missed", cancellation({ status: "FAILED" }), "money-stayed"],
  ["ours-unconfirmed", undefined, "confirmed"],
  ["failed-but-cancelled", own({ status: "FAILED" }), "money-stayed"],
  ["cancellation-gone", own(), "agrees"],
] as const)("%s ends by the evidence (%#)", (kind, about, end) => {
  expect(resolutionOf(kind, about)).toBe(end);
});
