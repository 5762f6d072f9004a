// What `npm run test:crash -- …` may say: how many kills, from which seed, and where.
import { parseArgs } from "node:util";
import * as z from "zod";

export const crashPlaces = ["embedded", "postgres", "instances"] as const;
type CrashPlace = (typeof crashPlaces)[number];

/** Without `--kills`: what every run of the tests has time for. */
const killsInAll = 24;
const shape = z.strictObject({
  /** How many in all; the places share them. */
  kills: z.coerce.number().int().min(1).max(100_000).default(killsInAll),
  seed: z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .optional(),
  on: z.enum(crashPlaces).optional(),
});

/**
 * The places that can be had and were asked for, and the environment of their run. Throws with the names and rules of
 * what cannot be read.
 */
export function readCrashOptions(
  args: readonly string[],
  hasPostgres: boolean,
): { places: CrashPlace[]; env: Record<string, string> } {
  const option = { type: "string" } as const;
  const { values } = parseArgs({ args: [...args], options: { kills: option, seed: option, on: option } });
  const read = shape.safeParse(values);
  if (!read.success) throw new Error(z.prettifyError(read.error));
  const { kills, seed = String(Date.now() % 1_000_000), on } = read.data;
  const places = crashPlaces.filter(
    (place) => (on === undefined || on === place) && (hasPostgres || place === "embedded"),
  );
  const share = Math.ceil(kills / Math.max(1, places.length));
  return { places, env: { CRASH_KILLS: String(share), CRASH_SEED: seed } };
}
