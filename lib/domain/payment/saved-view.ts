// A filter of the payment list that a person keeps under a name, for themselves or for everyone.
import * as z from "zod/mini";
import { idSchema, lineSchema } from "../text-input";
import { type FilterProblem, readPaymentFilter, writePaymentFilter } from "./payment-filter";

export type SavedView = {
  id: string;
  name: string;
  /** As it was stored, so that the list itself says what of it is not understood any more. */
  query: string;
  /** As the list would write it today: what the present filter is compared with. */
  means: string;
  problems: FilterProblem[];
  shared: boolean;
  /** Null for a former member: disabled, or gone. */
  ownerName: string | null;
  isMine: boolean;
  /** Its owner, and administrators what others have shared. */
  mayDelete: boolean;
};

export const viewNameLength = { max: 60 } as const;
export const mostViews = 50;

/** What people type as a name. */
const viewName = lineSchema({
  max: viewNameLength.max,
  tooLong: "view-name-too-long",
  missing: "view-name-missing",
});
const viewQuery = z.union([z.literal(""), idSchema(8_000)]);

export const viewNameErrors = ["view-name-missing", "view-name-too-long"] as const;

export const saveViewInput = z.object({ name: viewName, query: viewQuery, shared: z.boolean() });
export type SaveViewInput = z.infer<typeof saveViewInput>;
/** What is not given stays as it is. */
export const changeViewInput = z.object({
  id: z.uuid(),
  name: z.optional(viewName),
  query: z.optional(viewQuery),
  shared: z.optional(z.boolean()),
});
export type ChangeViewInput = z.infer<typeof changeViewInput>;
export const deleteViewInput = z.object({ id: z.uuid() });

/** Why nothing was saved. Every code has words in `messages`. */
export type SavedViewError = "view-gone" | "view-name-taken" | "views-too-many" | "view-not-to-share";

/** A query of the list as the filter model writes it today, and what of it is not understood. */
export function readViewQuery(query: string): { means: string; problems: FilterProblem[] } {
  const { filter, problems } = readPaymentFilter(new URLSearchParams(query));
  return { means: writePaymentFilter(filter), problems };
}
