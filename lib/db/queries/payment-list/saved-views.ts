import "server-only";
import { asc, eq, or } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { user } from "@/lib/db/schema/people";
import { savedViews } from "@/lib/db/schema/settings";
import { readViewQuery, type SavedView } from "@/lib/domain/payment/saved-view";
import { type Actor, may } from "@/lib/domain/people/permissions";

const mostShown = 200;

/** What others search for may be a name or a number of a customer. */
export async function viewsFor(db: Database, viewer: Actor): Promise<SavedView[]> {
  const rows = await db
    .select({ view: savedViews, ownerName: user.name, disabled: user.disabled })
    .from(savedViews)
    .leftJoin(user, eq(user.id, savedViews.ownerId))
    .where(or(eq(savedViews.ownerId, viewer.id), savedViews.shared))
    .orderBy(asc(savedViews.name), asc(savedViews.id))
    .limit(mostShown);
  const isShown = ({ view: { ownerId, query } }: (typeof rows)[number]) =>
    ownerId === viewer.id || may(viewer.role, "customers:read") || !new URLSearchParams(query).has("q");
  return rows.filter(isShown).map(({ view: { id, name, query, shared, ownerId }, ownerName, disabled }) => ({
    id,
    name,
    query,
    ...readViewQuery(query),
    shared,
    ownerName: disabled === false ? ownerName : null,
    isMine: ownerId === viewer.id,
    mayDelete: ownerId === viewer.id || may(viewer.role, "views:tidy"),
  }));
}
