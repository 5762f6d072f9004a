// Random choices for the seed: a small fast generator of its own, so that what the sandbox draws later does not
// depend on how many choices the seed made.

export type Chance = {
  /** From 0 up to, not including, 1. */
  fraction(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  one<T>(list: readonly T[]): T;
  /** One entry, each as likely as its weight says. */
  weighted<T extends { weight: number }>(list: readonly T[]): T;
  is(probability: number): boolean;
};

/** Choices fixed by `seed` (mulberry32). */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;

  function fraction(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  function one<T>(list: readonly T[]): T {
    const picked = list[Math.floor(fraction() * list.length)];
    if (picked === undefined) throw new Error("nothing to choose from");
    return picked;
  }

  return {
    fraction,
    between: (low, high) => low + Math.floor(fraction() * (high - low + 1)),
    one,
    weighted(list) {
      let left = fraction() * list.reduce((sum, entry) => sum + entry.weight, 0);
      for (const entry of list) {
        left -= entry.weight;
        if (left < 0) return entry;
      }
      return one(list);
    },
    is: (probability) => fraction() < probability,
  };
}
