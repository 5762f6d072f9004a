import * as z from "zod";

/** An instant of PortOne's in any offset, as ISO 8601 in UTC. */
export const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value).toISOString());

export const optionalText = z.string().optional();
