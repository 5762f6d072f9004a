// The saved views that a person can choose from: their own, and what others have shared.
import "server-only";
import { asc, eq, or } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { user } from "@/lib/db/schema/people";
import { savedViews } from "@/lib/db/schema/settings";
import { readViewQuery, type SavedView } from "@/lib/domain/payment/saved-view";
import { type Actor, may } from "@/lib/domain/people/permissions";

/** More than anyone looks through. */
const mostShown = 200;

/** By name. What those shared who are no members any more stays, without their name. */
export async function viewsFor(db: Database, viewer: Actor): Promise<SavedView[]> {
  const rows = await db
    .select({ view: savedViews, ownerName: user.name, disabled: user.disabled })
    .from(savedViews)
    .leftJoin(user, eq(user.id, savedViews.ownerId))
    .where(or(eq(savedViews.ownerId, viewer.id), savedViews.shared))
    .orderBy(asc(savedViews.name), asc(savedViews.id))
    .limit(mostShown);
  return rows.map(({ view: { id, name, query, shared, ownerId }, ownerName, disabled }) => ({
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
