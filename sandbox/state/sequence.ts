// Every id and every random number made while running comes from one numbered stream, so that a run is
// repeatable from its seed and a restarted sandbox goes on where it stopped instead of repeating ids.
import { createHash } from "node:crypto";

export type Sequence = {
  /** How many values were drawn; stored, so that a restart continues. */
  position(): number;
  /** A UUID-shaped id. */
  uuid(): string;
  /** A number from 0 up to, not including, 1. */
  fraction(): number;
  /** That many decimal digits. */
  digits(length: number): string;
};

/** A stream of ids and numbers fixed by `seed`, beginning after `position` values. */
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
