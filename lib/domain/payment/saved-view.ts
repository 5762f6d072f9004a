import * as z from "zod/mini";
import { idSchema, lineSchema } from "../text-schema";
import { type FilterProblem, readPaymentFilter, writePaymentFilter } from "./payment-filter";

export type SavedView = {
  id: string;
  name: string;
  /** As stored, so that the list itself reports the parts that are no longer understood. */
  query: string;
  currentQuery: string;
  problems: FilterProblem[];
  shared: boolean;
  ownerName: string | null;
  isMine: boolean;
  mayDelete: boolean;
};

export const viewNameLength = { max: 60 } as const;
export const maxViews = 50;

const viewName = lineSchema({
  max: viewNameLength.max,
  tooLong: "view-name-too-long",
  missing: "view-name-missing",
});
const viewQuery = z.union([z.literal(""), idSchema(8_000)]);

export const viewNameErrors = ["view-name-missing", "view-name-too-long"] as const;

export const saveViewInput = z.object({ name: viewName, query: viewQuery, shared: z.boolean() });
export type SaveViewInput = z.infer<typeof saveViewInput>;
export const changeViewInput = z.object({
  id: z.uuid(),
  name: z.optional(viewName),
  query: z.optional(viewQuery),
  shared: z.optional(z.boolean()),
});
export type ChangeViewInput = z.infer<typeof changeViewInput>;
export const deleteViewInput = z.object({ id: z.uuid() });

export type SavedViewError = "view-gone" | "view-name-taken" | "views-too-many" | "view-not-to-share";

export function readViewQuery(query: string): { currentQuery: string; problems: FilterProblem[] } {
  const { filter, problems } = readPaymentFilter(new URLSearchParams(query));
  return { currentQuery: writePaymentFilter(filter), problems };
}
