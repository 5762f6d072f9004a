// The place in a list that a link to the next or previous page carries. Opaque to the browser.
import * as z from "zod";

const place = z.object({ requestedAt: z.iso.datetime(), storeId: z.string(), id: z.string() });
export type ListPlace = z.infer<typeof place>;

export function writePlace(row: { requestedAt: Date; storeId: string; id: string }): string {
  const { requestedAt, storeId, id } = row;
  return Buffer.from(JSON.stringify({ requestedAt: requestedAt.toISOString(), storeId, id })).toString(
    "base64url",
  );
}

/** The place, or null for anything that is not one of ours. */
export function readPlace(text: string): ListPlace | null {
  try {
    return place.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8"))).data ?? null;
  } catch {
    return null;
  }
}
