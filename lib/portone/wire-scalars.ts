import * as z from "zod";

/** Parses an instant of any offset into ISO 8601 in UTC. */
export const instantOnWire = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value).toISOString());

export const optionalText = z.string().optional();
