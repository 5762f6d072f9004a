import { expect, test } from "vitest";
import { type AttemptState, byPerson, createHashPlaces, nextAttempt } from "./limits";

const start = new Date("2026-11-30T00:00:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);

test("four attempts need no wait, each later one waits twice as long, and the eleventh waits for the end of the window", () => {
  let state: AttemptState = { failures: 0, windowEndsAt: start, nextAt: start };
  let at = 0;
  const waits: number[] = [];
  for (let n = 1; n <= 10; n += 1) {
    const taken = nextAttempt(state, after(at), byPerson);
    if (!taken.ok) throw new Error(`attempt ${n} was refused`);
    state = taken.state;
    const wait = taken.state.nextAt.getTime() - after(at).getTime();
    waits.push(wait);
    if (wait > 0)
      expect(nextAttempt(state, after(at + wait - 1), byPerson)).toEqual({
        ok: false,
        until: after(at + wait),
      });
    at += wait;
  }
  expect(waits).toEqual([0, 0, 0, 1000, 2000, 4000, 8000, 16_000, 32_000, 0]);
  expect(nextAttempt(state, after(at), byPerson)).toEqual({ ok: false, until: after(15 * 60_000) });
  expect(nextAttempt(state, after(15 * 60_000), byPerson)).toMatchObject({
    ok: true,
    state: { failures: 1 },
  });
});

test("unknown clients get a burst of eight hashes and four a second, five at a time; known clients do not wait for them", () => {
  let at = 0;
  const take = createHashPlaces(() => at);
  const five = Array.from({ length: 5 }, () => take("anybody"));
  expect(five.every((place) => place !== null)).toBe(true);
  expect(take("anybody")).toBeNull();
  const known = Array.from({ length: 8 }, () => take("known"));
  expect(known.every((place) => place !== null)).toBe(true);
  expect(take("known")).toBeNull();
  for (const release of [...five, ...known]) release?.();
  // A place that is released twice is one place.
  five[0]?.();
  for (let n = 6; n <= 8; n += 1) {
    const release = take("anybody");
    expect(release).not.toBeNull();
    release?.();
  }
  expect(take("anybody")).toBeNull();
  at += 250;
  const release = take("anybody");
  expect(release).not.toBeNull();
  release?.();
  expect(take("anybody")).toBeNull();
  at += 60_000;
  const taken = Array.from({ length: 6 }, () => take("anybody"));
  expect(taken.map((place) => place !== null)).toEqual([true, true, true, true, true, false]);
});
