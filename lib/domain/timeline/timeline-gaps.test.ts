import { describe, expect, test } from "vitest";
import { type GapFacts, timelineGaps } from "./timeline-gaps";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** 14:00 in Seoul. */
const afternoon = new Date("2026-11-22T05:00:00Z");
const later = (from: Date, ms: number) => new Date(from.getTime() + ms);

type CancellationFacts = GapFacts["cancellations"][number];
type RefundFacts = GapFacts["refunds"][number];

function cancellation(overrides: Partial<CancellationFacts> = {}): CancellationFacts {
  return {
    id: "c1",
    status: "SUCCEEDED",
    requestedAt: afternoon,
    cancelledAt: afternoon,
    refundNumber: "R7F3K2M",
    ...overrides,
  };
}
const requested = (overrides: Partial<CancellationFacts> = {}) =>
  cancellation({ status: "REQUESTED", cancelledAt: null, ...overrides });

function refund(overrides: Partial<RefundFacts> = {}): RefundFacts {
  const ended = { startedAt: afternoon, leaseUntil: later(afternoon, 90 * second) };
  return {
    number: "R7F3K2M",
    state: "submitting",
    createdAt: afternoon,
    attempts: [{ ...ended, finishedAt: later(afternoon, 5 * second) }],
    checkAt: null,
    undecidedAt: null,
    ...overrides,
  };
}

function gaps(facts: Partial<GapFacts>, now: Date) {
  return timelineGaps({ webhooksReach: true, webhooks: [], cancellations: [], refunds: [], ...facts }, now);
}
const kinds = (facts: Partial<GapFacts>, now: Date) => gaps(facts, now).map(({ kind }) => kind);

describe("a missing webhook", () => {
  test.each([
    ["within the grace", 2 * minute - 1, []],
    ["after the grace", 2 * minute, ["webhook-missing"]],
    ["within a week of the end", 7 * day - 1, ["webhook-missing"]],
    ["a week after the end", 7 * day, []],
    ["with a clock that is behind PortOne's", -minute, []],
  ])("of a successful cancellation, %s (%d ms), is reported as %j", (_, age, expected) => {
    expect(kinds({ cancellations: [cancellation()] }, later(afternoon, age))).toEqual(expected);
  });
  test("is reported with whole minutes, and with the event that it should have announced", () => {
    expect(gaps({ cancellations: [cancellation()] }, later(afternoon, 33 * minute - 1))).toEqual([
      {
        kind: "webhook-missing",
        cancellationId: "c1",
        refundNumber: "R7F3K2M",
        after: "end",
        since: afternoon.toISOString(),
        minutes: 32,
      },
    ]);
    expect(gaps({ cancellations: [requested()] }, later(afternoon, 32 * minute))[1]).toMatchObject({
      kind: "webhook-missing",
      after: "request",
      minutes: 32,
    });
  });
  test("of a pending request is reported as long as the request is pending", () => {
    expect(kinds({ cancellations: [requested()] }, later(afternoon, 30 * day))).toContain("webhook-missing");
  });
  test.each([
    ["a second after", second, []],
    ["half a minute before, by clocks that differ", -30 * second, []],
    ["earlier, for the payment itself", -30 * second - 1, ["webhook-missing"]],
  ])("after a webhook that arrived %s (%d ms) is reported as %j", (_, arrivedAfter, expected) => {
    const facts = { cancellations: [cancellation()], webhooks: [later(afternoon, arrivedAfter)] };
    expect(kinds(facts, later(afternoon, hour))).toEqual(expected);
  });
  test("of the end is reported although a webhook of the request arrived", () => {
    const done = cancellation({ cancelledAt: later(afternoon, hour) });
    const facts = { cancellations: [done], webhooks: [later(afternoon, second)] };
    expect(kinds(facts, later(afternoon, 2 * hour))).toEqual(["webhook-missing"]);
  });
  test("of a cancellation without a time of its end is counted from the request", () => {
    const done = cancellation({ cancelledAt: null });
    expect(gaps({ cancellations: [done] }, later(afternoon, hour))).toMatchObject([{ minutes: 60 }]);
  });
  test("is not reported where no webhook ever reached the desk, nor for a status that PortOne does not announce", () => {
    const now = later(afternoon, hour);
    expect(kinds({ webhooksReach: false, cancellations: [cancellation()] }, now)).toEqual([]);
    for (const status of ["FAILED", "UNRECOGNIZED"] as const) {
      expect(kinds({ cancellations: [cancellation({ status })] }, now)).toEqual([]);
    }
  });
});

test.each([
  ["at once", afternoon, 0, 1],
  ["at the end of the day in Seoul", afternoon, 10 * hour - 1, 1],
  ["at Seoul's midnight", afternoon, 10 * hour, 2],
  ["a minute later, requested just before midnight", new Date("2026-11-22T14:59:30Z"), minute, 2],
  ["two days later", afternoon, 2 * day, 3],
  ["over a month's end", new Date("2026-11-30T05:00:00Z"), day, 2],
  ["with a clock that is behind PortOne's", afternoon, -second, 1],
])("the day count of a request that waits for the PG, %s", (_, from, age, days) => {
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
  ])("after %d ms is reported as %j", (age, expected) => {
    expect(kinds({ refunds: [refund()] }, later(afternoon, age))).toEqual(expected);
  });
  test("is reported with the number of attempts and the next check", () => {
    const checkAt = later(afternoon, 4 * minute);
    const [first] = refund().attempts;
    const attempts = [first, first].filter((one) => one !== undefined);
    const now = later(afternoon, 3 * minute);
    expect(gaps({ refunds: [refund({ attempts, checkAt })], webhooksReach: false }, now)).toEqual([
      {
        kind: "confirming",
        refundNumber: "R7F3K2M",
        attempts: 2,
        webhookMissing: false,
        inFlight: false,
        nextCheck: checkAt.toISOString(),
        since: afternoon.toISOString(),
        minutes: 3,
      },
    ]);
    expect(gaps({ refunds: [refund({ checkAt })] }, checkAt)).toMatchObject([{ nextCheck: null }]);
  });
  test("has no next check while a send is in flight, until the lease ends", () => {
    const leaseUntil = later(afternoon, 90 * second);
    const attempts = [{ startedAt: afternoon, leaseUntil, finishedAt: null }];
    const facts = { refunds: [refund({ attempts, checkAt: leaseUntil })] };
    expect(gaps(facts, later(afternoon, minute))).toMatchObject([{ inFlight: true, nextCheck: null }]);
    expect(gaps(facts, leaseUntil)).toMatchObject([{ inFlight: false, nextCheck: null }]);
  });
  test.each([
    ["within the grace", 2 * minute - 1, [], true, false],
    ["after the grace", 2 * minute, [], true, true],
    ["when one arrived", 2 * minute, [minute], true, false],
    ["where none ever reached the desk", 2 * minute, [], false, false],
  ])("states whether its webhook is missing: %s", (_, age, arrivals, webhooksReach, webhookMissing) => {
    const webhooks = arrivals.map((ms) => later(afternoon, ms));
    expect(gaps({ refunds: [refund()], webhooks, webhooksReach }, later(afternoon, age))).toMatchObject([
      { webhookMissing },
    ]);
  });
  test("misses no webhook if it was never sent", () => {
    expect(gaps({ refunds: [refund({ attempts: [] })] }, later(afternoon, 3 * minute))).toMatchObject([
      { attempts: 0, webhookMissing: false },
    ]);
  });
});

test("an undecided refund is reported first, from the time when it was given to a person", () => {
  const undecidedAt = later(afternoon, hour);
  const facts = { cancellations: [cancellation()], refunds: [refund({ state: "undecided", undecidedAt })] };
  expect(gaps(facts, later(afternoon, 3 * hour))).toMatchObject([
    { kind: "undecided", minutes: 120, since: undecidedAt.toISOString() },
    { kind: "webhook-missing" },
  ]);
  const unknown = { refunds: [refund({ state: "undecided" })] };
  expect(gaps(unknown, later(afternoon, 3 * hour))).toMatchObject([{ minutes: 180 }]);
});

test.each(["pending", "succeeded", "failed"] as const)(
  "a refund that is %s leaves no gap of its own",
  (state) => {
    expect(kinds({ refunds: [refund({ state })] }, later(afternoon, day))).toEqual([]);
  },
);
