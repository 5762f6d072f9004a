// What `npm run test:model -- …` may say: how many sequences, and how to see one of them again.
import { parseArgs } from "node:util";
import * as z from "zod";

const wholeNumber = z.string().regex(/^\d{1,15}$/, "must be a whole number");
const shape = z.strictObject({
  /** How many, over both workers; without it 2,000 on the embedded database and 300 on PostgreSQL. */
  sequences: wholeNumber.optional(),
  seed: wholeNumber.optional(),
  /** One worker's share only, and within it only what fast-check calls the path of a counterexample. */
  shard: z.enum(["0", "1"]).optional(),
  path: z
    .string()
    .regex(/^\d+(:\d+)*$/, "must be numbers with colons between them")
    .optional(),
  /** Whether a failing sequence is made smaller, which takes longer than to find it. */
  shrink: z.enum(["no"]).optional(),
  on: z.enum(["embedded", "postgres"]).optional(),
});

/** The options as the environment of the test run. Throws with the names and rules of what cannot be read. */
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
  // Both workers and both databases begin with the same, which their shares then vary.
  const seed = rest.seed ?? String(Date.now() % 1_000_000_000);
  const said = Object.entries({ ...rest, seed }).filter(
    (one): one is [string, string] => one[1] !== undefined,
  );
  return { on, env: Object.fromEntries(said.map(([name, value]) => [`MODEL_${name.toUpperCase()}`, value])) };
}
