import type * as z from "zod";

export type Problem = { readonly name: string; readonly why: string; readonly example: string };
export type Source = Readonly<Record<string, string | undefined>>;
export type Checked<T> = { ok: true; env: T } | { ok: false; problems: Problem[] };

export class EnvReport {
  readonly problems: Problem[] = [];
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  /** An empty string counts as absent: compose files and CI systems write it so. */
  text(name: string): string | undefined {
    const value = this.#source[name]?.trim();
    return value === "" ? undefined : value;
  }

  read<T>(name: string, shape: z.ZodType<T, string>, fallback: T, example: string): T {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const parsed = shape.safeParse(value);
    if (parsed.success) return parsed.data;
    this.problem(name, parsed.error.issues[0]?.message ?? "is not valid", example);
    return fallback;
  }

  /** `example` is a value, or NAME=value if another variable solves the problem. */
  problem(name: string, why: string, example: string): void {
    this.problems.push({ name, why, example: example.includes("=") ? example : `${name}=${example}` });
  }

  end<T>(env: T): Checked<T> {
    return this.problems.length === 0
      ? { ok: true, env: Object.freeze(env) }
      : { ok: false, problems: this.problems };
  }
}
