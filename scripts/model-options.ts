// Options of `npm run test:model`: the number of sequences, and how to repeat one of them.
import { parseArgs } from "node:util";
import * as z from "zod";

const wholeNumber = z.string().regex(/^\d{1,15}$/, "must be a whole number");
const shape = z.strictObject({
  /**
   * The number of sequences of both workers together. Defaults: 500 on the embedded database and 1,800 on PostgreSQL; without
   * PostgreSQL 2,000 on the embedded one.
   */
  sequences: wholeNumber.optional(),
  seed: wholeNumber.optional(),
  /** Runs only one worker's share, and within it only the `path` of a counterexample as fast-check prints it. */
  shard: z.enum(["0", "1"]).optional(),
  path: z
    .string()
    .regex(/^\d+(:\d+)*$/, "must be numbers with colons between them")
    .optional(),
  /** "no" leaves a failing sequence as found. Shrinking takes longer than finding the sequence. */
  shrink: z.enum(["no"]).optional(),
  on: z.enum(["embedded", "postgres"]).optional(),
});

/** Returns the options as the environment of the test run. Throws with the name and rule of each invalid option. */
export function readModelOptions(args: readonly string[]): {
  on: "embedded" | "postgres" | undefined;
  env: Record<string, string>;
} {
  const option = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { sequences: option, seed: option, shard: option, path: option, shrink: option, on: option },
  });
  const read = shape.safeParse(values);
  if (!read.success) throw new Error(z.prettifyError(read.error));
  const { on, ...rest } = read.data;
  // Both workers and both databases get the same seed; the shards vary it.
  const seed = rest.seed ?? String(Date.now() % 1_000_000_000);
  const given = Object.entries({ ...rest, seed }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    on,
    env: Object.fromEntries(given.map(([name, value]) => [`MODEL_${name.toUpperCase()}`, value])),
  };
}
