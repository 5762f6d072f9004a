// Every id and random number at run time comes from one numbered stream. A run is repeatable from its seed, and a restarted
// sandbox continues the stream instead of repeating ids.
import { createHash } from "node:crypto";

export type Sequence = {
  /** Returns how many values were drawn. Stored, so that a restart continues. */
  position(): number;
  uuid(): string;
  /** Returns a number from 0 up to, but not including, 1. */
  fraction(): number;
  digits(length: number): string;
};

/** Creates a stream of ids and numbers that is determined by `seed`, after `position` values. */
export function createSequence(seed: number, position: number): Sequence {
  let drawn = position;

  function draw(): Buffer {
    drawn += 1;
    return createHash("sha256").update(`${seed}:${drawn}`).digest();
  }

  return {
    position: () => drawn,
    uuid() {
      const hex = draw().toString("hex");
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
    fraction: () => draw().readUInt32BE(0) / 2 ** 32,
    digits: (length) =>
      Array.from(draw().subarray(0, length), (byte) => String(byte % 10))
        .join("")
        .padEnd(length, "0"),
  };
}
