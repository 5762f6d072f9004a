// The place in a list that a link to the next or previous page carries. Opaque to the browser.
import * as z from "zod";

/** PostgreSQL knows neither the year 0 nor U+0000, and a place comes from an address that anyone may write. */
const instant = z.iso.datetime().refine((text) => text >= "0001");
const text = z.string().refine((value) => !value.includes("\u0000"));
const place = z.object({ requestedAt: instant, storeId: text, id: text });
export type ListPlace = z.infer<typeof place>;

export function writePlace(row: { requestedAt: Date; storeId: string; id: string }): string {
  const { requestedAt, storeId, id } = row;
  return Buffer.from(JSON.stringify({ requestedAt: requestedAt.toISOString(), storeId, id })).toString(
    "base64url",
  );
}

/** The place, or null for anything that is not one of ours. */
export function readPlace(cursor: string): ListPlace | null {
  try {
    return place.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"))).data ?? null;
  } catch {
    return null;
  }
}
