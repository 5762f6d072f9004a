import { describe, expect, test } from "vitest";
import { type GapFacts, timelineGaps } from "./timeline-gaps";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** 14:00 in Seoul. */
const noonish = new Date("2026-11-22T05:00:00Z");
const later = (from: Date, ms: number) => new Date(from.getTime() + ms);

type CancellationFacts = GapFacts["cancellations"][number];
type RefundFacts = GapFacts["refunds"][number];

function cancellation(overrides: Partial<CancellationFacts> = {}): CancellationFacts {
  return {
    id: "c1",
    status: "SUCCEEDED",
    requestedAt: noonish,
    cancelledAt: noonish,
    refundNumber: "R7F3K2M",
    ...overrides,
  };
}
const requested = (overrides: Partial<CancellationFacts> = {}) =>
  cancellation({ status: "REQUESTED", cancelledAt: null, ...overrides });

function refund(overrides: Partial<RefundFacts> = {}): RefundFacts {
  const ended = { startedAt: noonish, leaseUntil: later(noonish, 90 * second) };
  return {
    number: "R7F3K2M",
    state: "submitting",
    createdAt: noonish,
    attempts: [{ ...ended, finishedAt: later(noonish, 5 * second) }],
    checkAt: null,
    undecidedAt: null,
    ...overrides,
  };
}

function gaps(facts: Partial<GapFacts>, now: Date) {
  return timelineGaps({ webhooksReach: true, webhooks: [], cancellations: [], refunds: [], ...facts }, now);
}
const kinds = (facts: Partial<GapFacts>, now: Date) => gaps(facts, now).map(({ kind }) => kind);

describe("a webhook that has not come", () => {
  test.each([
    ["within the grace", 2 * minute - 1, []],
    ["after the grace", 2 * minute, ["webhook-missing"]],
    ["within a week of the end", 7 * day - 1, ["webhook-missing"]],
    ["a week after the end", 7 * day, []],
    ["with a clock that is behind PortOne's", -minute, []],
  ])("of a cancellation that is done, %s", (_, age, expected) => {
    expect(kinds({ cancellations: [cancellation()] }, later(noonish, age))).toEqual(expected);
  });
  test("is told with whole minutes, and with what it would have announced", () => {
    expect(gaps({ cancellations: [cancellation()] }, later(noonish, 33 * minute - 1))).toEqual([
      {
        kind: "webhook-missing",
        cancellationId: "c1",
        refundNumber: "R7F3K2M",
        after: "end",
        since: noonish.toISOString(),
        minutes: 32,
      },
    ]);
    expect(gaps({ cancellations: [requested()] }, later(noonish, 32 * minute))[1]).toMatchObject({
      kind: "webhook-missing",
      after: "request",
      minutes: 32,
    });
  });
  test("of a request that still waits is told for as long as it waits", () => {
    expect(kinds({ cancellations: [requested()] }, later(noonish, 30 * day))).toContain("webhook-missing");
  });
  test.each([
    ["a second after", second, []],
    ["half a minute before, by clocks that differ", -30 * second, []],
    ["earlier: of the payment itself", -30 * second - 1, ["webhook-missing"]],
  ])("is not missed when one came %s", (_, came, expected) => {
    const facts = { cancellations: [cancellation()], webhooks: [later(noonish, came)] };
    expect(kinds(facts, later(noonish, hour))).toEqual(expected);
  });
  test("a webhook of the request does not stand for that of the end", () => {
    const done = cancellation({ cancelledAt: later(noonish, hour) });
    const facts = { cancellations: [done], webhooks: [later(noonish, second)] };
    expect(kinds(facts, later(noonish, 2 * hour))).toEqual(["webhook-missing"]);
  });
  test("a cancellation without an end of its own is counted from its request", () => {
    const done = cancellation({ cancelledAt: null });
    expect(gaps({ cancellations: [done] }, later(noonish, hour))).toMatchObject([{ minutes: 60 }]);
  });
  test("is not told where no webhook ever reached the desk, nor of what PortOne announces by no webhook", () => {
    const now = later(noonish, hour);
    expect(kinds({ webhooksReach: false, cancellations: [cancellation()] }, now)).toEqual([]);
    for (const status of ["FAILED", "UNRECOGNIZED"] as const) {
      expect(kinds({ cancellations: [cancellation({ status })] }, now)).toEqual([]);
    }
  });
});

test.each([
  ["at once", noonish, 0, 1],
  ["at the end of the day in Seoul", noonish, 10 * hour - 1, 1],
  ["at Seoul's midnight", noonish, 10 * hour, 2],
  ["a minute later, asked just before midnight", new Date("2026-11-22T14:59:30Z"), minute, 2],
  ["two days later", noonish, 2 * day, 3],
  ["over a month's end", new Date("2026-11-30T05:00:00Z"), day, 2],
  ["with a clock that is behind PortOne's", noonish, -second, 1],
])("the PG's day of waiting, %s", (_, from, age, days) => {
  const waiting = gaps(
    { webhooksReach: false, cancellations: [requested({ requestedAt: from })] },
    later(from, age),
  );
  expect(waiting).toMatchObject([
    { kind: "pg-waiting", days, minutes: Math.max(0, Math.floor(age / minute)) },
  ]);
});

describe("a refund that is being confirmed", () => {
  test.each([
    [10 * second - 1, []],
    [10 * second, ["confirming"]],
  ])("is told after the dialog's patience: %d ms", (age, expected) => {
    expect(kinds({ refunds: [refund()] }, later(noonish, age))).toEqual(expected);
  });
  test("with how often it was sent and when the desk looks again", () => {
    const checkAt = later(noonish, 4 * minute);
    const [first] = refund().attempts;
    const attempts = [first, first].filter((one) => one !== undefined);
    const now = later(noonish, 3 * minute);
    expect(gaps({ refunds: [refund({ attempts, checkAt })], webhooksReach: false }, now)).toEqual([
      {
        kind: "confirming",
        refundNumber: "R7F3K2M",
        attempts: 2,
        webhookMissing: false,
        inFlight: false,
        nextCheck: checkAt.toISOString(),
        since: noonish.toISOString(),
        minutes: 3,
      },
    ]);
    expect(gaps({ refunds: [refund({ checkAt })] }, checkAt)).toMatchObject([{ nextCheck: null }]);
  });
  test("while its send is out there is no next look, until the lease ends", () => {
    const leaseUntil = later(noonish, 90 * second);
    const attempts = [{ startedAt: noonish, leaseUntil, finishedAt: null }];
    const facts = { refunds: [refund({ attempts, checkAt: leaseUntil })] };
    expect(gaps(facts, later(noonish, minute))).toMatchObject([{ inFlight: true, nextCheck: null }]);
    expect(gaps(facts, leaseUntil)).toMatchObject([{ inFlight: false, nextCheck: null }]);
  });
  test.each([
    ["within the grace", 2 * minute - 1, [], true, false],
    ["after the grace", 2 * minute, [], true, true],
    ["when one came", 2 * minute, [minute], true, false],
    ["where none ever reached the desk", 2 * minute, [], false, false],
  ])("its webhook is missing: %s", (_, age, came, webhooksReach, webhookMissing) => {
    const webhooks = came.map((ms) => later(noonish, ms));
    expect(gaps({ refunds: [refund()], webhooks, webhooksReach }, later(noonish, age))).toMatchObject([
      { webhookMissing },
    ]);
  });
  test("never sent, no webhook is missed", () => {
    expect(gaps({ refunds: [refund({ attempts: [] })] }, later(noonish, 3 * minute))).toMatchObject([
      { attempts: 0, webhookMissing: false },
    ]);
  });
});

test("a refund that waits for a person is told from when it was handed over, before all others", () => {
  const undecidedAt = later(noonish, hour);
  const facts = { cancellations: [cancellation()], refunds: [refund({ state: "undecided", undecidedAt })] };
  expect(gaps(facts, later(noonish, 3 * hour))).toMatchObject([
    { kind: "undecided", minutes: 120, since: undecidedAt.toISOString() },
    { kind: "webhook-missing" },
  ]);
  const unknown = { refunds: [refund({ state: "undecided" })] };
  expect(gaps(unknown, later(noonish, 3 * hour))).toMatchObject([{ minutes: 180 }]);
});

test.each(["pending", "succeeded", "failed"] as const)(
  "a refund that is %s leaves no gap of its own",
  (state) => {
    expect(kinds({ refunds: [refund({ state })] }, later(noonish, day))).toEqual([]);
  },
);
