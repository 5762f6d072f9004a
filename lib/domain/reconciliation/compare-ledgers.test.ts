import { describe, expect, test } from "vitest";
import {
  type ComparedCancellation,
  type ComparedRefund,
  compareLedgers,
  endOfDifference,
  type LedgerFacts,
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
  settledAt: at(0),
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

describe("ledgers that agree", () => {
  test.each<[string, Partial<LedgerFacts>]>([
    ["nothing on either side", {}],
    ["a refund that is done, and its cancellation", { refunds: [refund()], cancellations: [own()] }],
    [
      "a refund that waits, and its request",
      {
        refunds: [refund({ state: "pending", settledAt: null })],
        cancellations: [own({ status: "REQUESTED" })],
      },
    ],
    [
      "a refund that failed, and a cancellation that did",
      { refunds: [refund({ state: "failed" })], cancellations: [own({ status: "FAILED" })] },
    ],
    ["a cancellation that failed, made elsewhere", { cancellations: [cancellation({ status: "FAILED" })] }],
    ["one that is older than our ledger", { cancellations: [cancellation({ requestedAt: new Date(0) })] }],
    [
      "a refund of which no amount could be expected",
      { refunds: [refund({ expected: { amount: null, taxFreeAmount: 0 } })], cancellations: [own()] },
    ],
  ])("%s", (_, given) => expect(kindsOf(given)).toEqual([]));
});

describe("made elsewhere", () => {
  test.each(["CONSOLE", "API", "PORTONE_ADMIN", "CHARGEBACK", null])("by %s, kept with it", (trigger) => {
    const { found } = compareLedgers(facts({ cancellations: [cancellation({ trigger })] }), at(minute));
    expect(found).toMatchObject([
      { kind: "made-elsewhere", trigger, ourAmount: null, portoneAmount: 10_000, refundId: null },
    ]);
  });
  test("also while it is only requested, and where its status is not known", () => {
    expect(kindsOf({ cancellations: [cancellation({ status: "REQUESTED" })] })).toEqual([
      "made-elsewhere c1",
    ]);
    expect(kindsOf({ cancellations: [cancellation({ status: "UNRECOGNIZED" })] })).toEqual([
      "made-elsewhere c1",
    ]);
  });
  test("is not said while an open refund of ours may have made it", () => {
    const open = refund({ state: "undecided", settledAt: null, cancellationId: null });
    const { found, open: untold } = compareLedgers(
      facts({ refunds: [open], cancellations: [cancellation()] }),
      at(minute),
    );
    expect(found).toEqual([]);
    expect(untold).toEqual([{ kind: "made-elsewhere", about: "c1" }]);
  });
  test.each<[string, Partial<ComparedCancellation>]>([
    ["the console", { trigger: "CONSOLE" }],
    ["another amount", { totalAmount: 10_001 }],
    ["another number", { reason: "변심 #R765432" }],
  ])("is said beside an open refund that %s rules out", (_, over) => {
    const open = refund({ state: "submitting", settledAt: null, cancellationId: null });
    expect(kindsOf({ refunds: [open], cancellations: [cancellation(over)] })).toEqual(["made-elsewhere c1"]);
  });
});

describe("ours unconfirmed", () => {
  const gone = { refunds: [refund()], cancellations: [own()], shown: new Map() };
  test("a minute after the answer, when a reading does not show it", () => {
    const early = compareLedgers(facts({ ...gone, readAt: at(59 * second) }), at(minute));
    expect(early).toEqual({
      found: [],
      open: [{ kind: "ours-unconfirmed", about: "r1" }],
      again: at(61 * second),
    });
    expect(kindsOf(gone)).toEqual(["ours-unconfirmed r1"]);
  });
  test("a person's word alone, at once", () => {
    const said = refund({ cancellationId: null });
    expect(kindsOf({ refunds: [said], readAt: at(0) })).toEqual(["ours-unconfirmed r1"]);
    expect(kindsOf({ refunds: [said], readAt: at(-1) })).toEqual([]);
  });
  test("not once its cancellation has turned up, whoever named it", () => {
    expect(kindsOf({ refunds: [refund({ cancellationId: null })], cancellations: [own()] })).toEqual([]);
  });
});

test("failed here, cancelled there", () => {
  const failed = refund({ state: "failed", cancellationId: null });
  for (const status of ["SUCCEEDED", "REQUESTED"] as const)
    expect(kindsOf({ refunds: [failed], cancellations: [own({ status })] })).toEqual([
      "failed-but-cancelled c1",
    ]);
});

test("two cancellations of one refund", () => {
  const twice = { refunds: [refund()], cancellations: [own(), own({ id: "c2" })] };
  expect(kindsOf(twice)).toEqual(["cancelled-twice c2"]);
});

test("other amounts than were asked for, the tax-free part included", () => {
  for (const over of [{ totalAmount: 9_000 }, { taxFreeAmount: 1_000 }])
    expect(kindsOf({ refunds: [refund()], cancellations: [own(over)] })).toEqual(["amounts-differ r1"]);
});

test.each(["SUCCEEDED", "FAILED"] as const)("PortOne takes back that a cancellation had %s", (status) => {
  const other = status === "SUCCEEDED" ? "FAILED" : "SUCCEEDED";
  const { found } = compareLedgers(
    facts({ cancellations: [cancellation({ status })], shown: new Map([["c1", other]]) }),
    at(minute),
  );
  const [before, after] = status === "SUCCEEDED" ? [10_000, 0] : [0, 10_000];
  expect(found).toMatchObject([{ kind: "end-changed", ourAmount: before, portoneAmount: after }]);
});

test("a cancellation that PortOne does not show any more, unless it had failed", () => {
  expect(kindsOf({ cancellations: [cancellation()], shown: new Map() })).toEqual(["cancellation-gone c1"]);
  const failed = { cancellations: [cancellation({ status: "FAILED" })], shown: new Map() };
  expect(kindsOf(failed)).toEqual([]);
});

describe("a missed webhook", () => {
  const silent = { refunds: [refund()], cancellations: [own()], webhooksReachedFrom: began };
  test("is said half an hour after what it would have told, and not before", () => {
    const early = compareLedgers(facts(silent), at(30 * minute - 1));
    expect(early).toMatchObject({ found: [], again: at(30 * minute + second) });
    expect(kindsOf(silent, at(30 * minute))).toEqual(["webhook-missed c1"]);
  });
  test.each<[string, Partial<LedgerFacts>]>([
    ["one came", { webhooks: [{ receivedAt: at(second), happenedAt: null }] }],
    ["one came early by our clock", { webhooks: [{ receivedAt: at(-minute), happenedAt: at(0) }] }],
    ["none had ever reached the desk", { webhooksReachedFrom: null }],
    ["the first reached it later", { webhooksReachedFrom: at(1) }],
    [
      "it failed, of which PortOne documents none",
      { cancellations: [own({ status: "FAILED" })], refunds: [] },
    ],
    ["it is older than our ledger", { since: at(1) }],
  ])("is not said where %s", (_, over) => {
    expect(kindsOf({ ...silent, ...over }, at(60 * minute))).toEqual([]);
  });
  test("one for the request does not stand for the end", () => {
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
] as const)("%s ends by what the evidence says of it", (kind, about, end) => {
  expect(endOfDifference(kind, about)).toBe(end);
});
