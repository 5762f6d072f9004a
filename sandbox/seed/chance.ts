// Random choices for the seed, from a separate small generator, so that the sandbox's later ids do not depend on the
// number of choices in the seed.
export type Chance = {
  /** Returns a number from 0 up to, but not including, 1. */
  fraction(): number;
  /** Returns a whole number; both ends are included. */
  between(low: number, high: number): number;
  one<T>(list: readonly T[]): T;
  /** Returns one entry with a probability proportional to its weight. */
  weighted<T extends { weight: number }>(list: readonly T[]): T;
  is(probability: number): boolean;
};

/** Creates choices that are determined by `seed` (mulberry32). */
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
