import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import * as z from "zod";

/** PostgreSQL accepts neither the year 0 nor U+0000, and anybody can write a cursor into an address. */
const instant = z.iso.datetime().refine((text) => text >= "0001");
const text = z.string().refine((value) => !value.includes("\u0000"));
const discrepancyPlace = z.object({ foundAt: instant, id: z.uuid() });
export type DiscrepancyPlace = z.infer<typeof discrepancyPlace>;

export function writeDiscrepancyPlace({ foundAt, id }: { foundAt: Date; id: string }): string {
  return write({ foundAt: foundAt.toISOString(), id } satisfies DiscrepancyPlace);
}

export function readDiscrepancyPlace(cursor: string): DiscrepancyPlace | null {
  return read(discrepancyPlace, cursor);
}

function write(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function read<Schema extends z.ZodType>(schema: Schema, cursor: string): z.output<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"))).data ?? null;
  } catch {
    return null;
  }
}

const placeInTime = z.object({ list: z.string(), at: instant, id: text });

export type TimePlace = { at: string; id: string };

export function writeTimePlace(list: string, { at, id }: TimePlace): string {
  return Buffer.from(JSON.stringify({ list, at, id })).toString("base64url");
}

/** Returns null for a text that is not a cursor of this list. */
export function readTimePlace(list: string, cursor: string): TimePlace | null {
  try {
    const read = placeInTime.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"))).data;
    return read?.list === list ? { at: read.at, id: read.id } : null;
  } catch {
    return null;
  }
}

/** Returns a time as text with microseconds, which a Date drops: a position without them would skip rows. */
export function exactly(time: AnyColumn): SQL<string> {
  return sql<string>`to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
