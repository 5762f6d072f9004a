// Money is bigint in minor units; times are timestamptz.
import { bigint, timestamp } from "drizzle-orm/pg-core";

export const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(", ");

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const money = (name: string) => bigint(name, { mode: "number" });
