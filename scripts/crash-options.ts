// Options of `npm run test:crash`: the number of kills, the seed and the place.
import { parseArgs } from "node:util";
import * as z from "zod";

export const crashPlaces = ["embedded", "postgres", "instances"] as const;
type CrashPlace = (typeof crashPlaces)[number];

/** The default of `--kills`, small enough for every test run. */
const defaultKills = 24;
const shape = z.strictObject({
  /** The total number of kills; the places share it. */
  kills: z.coerce.number().int().min(1).max(100_000).default(defaultKills),
  seed: z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .optional(),
  on: z.enum(crashPlaces).optional(),
});

/**
 * Returns the requested places that are available, and the environment of their run. Throws with the name and rule of
 * each invalid option.
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
