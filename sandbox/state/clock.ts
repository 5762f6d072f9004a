// Two times: the base clock, shared with whoever receives webhooks, and the sandbox's own, which tests shift.

export type Clock = {
  /** The sandbox's time in ms: base plus shift. Deadlines, key lifetimes and recorded times use it. */
  now(): number;
  /** The unshifted time in ms. Webhook signatures use it, since the receiver compares with its own clock. */
  base(): number;
  shift(ms: number): void;
  offset(): number;
};

/** A clock on `base`, shifted by `offset` ms; `moved` is told the new offset. */
export function createClock(base: () => number, offset: number, moved: (offset: number) => void): Clock {
  let shifted = offset;
  return {
    now: () => base() + shifted,
    base,
    shift(ms) {
      shifted += ms;
      moved(shifted);
    },
    offset: () => shifted,
  };
}
