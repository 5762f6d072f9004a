// One worker's share of the sequences. The seed is printed at the start; a failure prints the command that reproduces it.
import fc from "fast-check";
import { describeSequence, runSequence, type Sequence, SequenceFailure, sequence } from "./sequence";
import { newTally, type Tally } from "./tally";
import { openWorld, type World } from "./world";

const shards = 2;
/** A world is replaced after so many sequences, because its database is not vacuumed and reads become slower. */
const perWorld = 250;
/** Time limit of a shard in milliseconds. CI allows six minutes for the whole run. */
export const shardLimitMs = 3 * 60 * 60_000;

/** A sequence takes two thirds of the time on PostgreSQL, so most run there where there is one. */
function defaultTotal(on: string): number {
  if (on === "postgres") return 1_800;
  return process.env.TEST_DATABASE_URL ? 500 : 2_000;
}

/** Runs this shard's share of MODEL_SEQUENCES sequences. Rejects with the smallest sequence that breaks something. */
export async function runShard(shard: number): Promise<void> {
  const on = process.env.DESK_TEST_DATABASE ?? "embedded";
  const only = numberFrom("MODEL_SHARD");
  if (only !== null && only !== shard) return;
  const total = numberFrom("MODEL_SEQUENCES") ?? defaultTotal(on);
  const numRuns = Math.ceil(total / shards);
  const seed = (numberFrom("MODEL_SEED") ?? Date.now() % 1_000_000_000) + shard;
  const path = process.env.MODEL_PATH ?? "";
  say(`model on ${on}, shard ${shard}: ${numRuns} sequences from seed ${seed - shard}`);
  const tally = newTally();
  const worlds = new Worlds(tally);
  const started = performance.now();
  const details = await fc.check(
    fc.asyncProperty(sequence, (drawn) => worlds.run(drawn)),
    {
      seed,
      // With a path, fast-check would go on with the sequences behind it.
      ...(path === "" ? { numRuns } : { numRuns: 1, path }),
      endOnFailure: process.env.MODEL_SHRINK === "no",
    },
  );
  await worlds.close();
  say(
    `model on ${on}, shard ${shard}: ${details.numRuns} sequences in ${((performance.now() - started) / 1000).toFixed(0)} s`,
  );
  say(`model on ${on}, shard ${shard}: ${tally.describeCommand()}`);
  if (!details.failed) {
    // The replay of a single sequence reaches few of the expected events.
    const missing = path === "" ? tally.missing(numRuns) : [];
    if (missing.length > 0)
      throw new Error(`never met in ${numRuns} sequences of seed ${seed - shard}: ${missing.join(", ")}`);
    return;
  }
  const smallest = details.counterexample?.[0];
  const { errorInstance: error } = details;
  // The promise comes first, because a report may be cut off at its end.
  throw new Error(
    [
      error instanceof Error ? error.message : String(error),
      "",
      `After ${details.numRuns} sequences and ${details.numShrinks} steps of shrinking. To reproduce:`,
      `  npm run test:model -- --on ${on} --shard ${shard} --seed ${seed - shard} --path ${details.counterexamplePath}`,
      "",
      ...(smallest === undefined ? [] : [describeSequence(smallest)]),
      ...(error instanceof SequenceFailure ? ["", error.history] : []),
    ].join("\n"),
  );
}

class Worlds {
  #world: World | null = null;
  #used = 0;
  readonly #tally: Tally;

  constructor(tally: Tally) {
    this.#tally = tally;
  }

  async run(drawn: Sequence): Promise<void> {
    if (this.#used >= perWorld) await this.close();
    this.#world ??= await openWorld();
    this.#used += 1;
    try {
      await runSequence(this.#world, this.#tally, drawn);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const world = this.#world;
    this.#world = null;
    this.#used = 0;
    await world?.close();
  }
}

function numberFrom(name: string): number | null {
  const text = process.env[name] ?? "";
  if (text === "") return null;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new Error(`${name} must be a whole number, not ${text}`);
  return value;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
