// Two clocks: the base clock, which receivers of webhooks share, and the sandbox's own clock, which tests shift.
export type Clock = {
  /** The sandbox's time in ms: base plus shift. Deadlines, key lifetimes and recorded times use it. */
  now(): number;
  /** The unshifted time in ms. Webhook signatures use it, because the receiver compares with its own clock. */
  base(): number;
  shift(ms: number): void;
  offset(): number;
};

/** Creates a clock on `base`, shifted by `offset` ms. `moved` receives each new offset. */
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
