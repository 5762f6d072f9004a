import "server-only";
import { and, eq, notExists, sql } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { user } from "@/lib/db/schema/people";
import { savedViews } from "@/lib/db/schema/settings";
import type { AuditAction } from "@/lib/domain/audit/audit-actions";
import { auditedFilter, readPaymentFilter } from "@/lib/domain/payment/payment-filter";
import {
  type ChangeViewInput,
  maxViews,
  readViewQuery,
  type SavedViewError,
  type SaveViewInput,
} from "@/lib/domain/payment/saved-view";
import { type Actor, may } from "@/lib/domain/people/permissions";
import { err, ok, type Result } from "@/lib/domain/result";

type Row = typeof savedViews.$inferSelect;
type Outcome<Value> = Promise<Result<Value, SavedViewError>>;

export function recordView(db: Database, actor: Actor, input: SaveViewInput): Outcome<{ id: string }> {
  if (input.shared && !may(actor.role, "views:share")) return Promise.resolve(err("view-not-to-share"));
  return ofOwner(db, actor, async (tx, mine) => {
    if (mine.length >= maxViews) return err("views-too-many");
    if (mine.some(({ name }) => name === input.name)) return err("view-name-taken");
    await deleteOrphanedViews(tx);
    const query = readViewQuery(input.query).currentQuery;
    const { name, shared } = input;
    const [made] = await tx.insert(savedViews).values({ ownerId: actor.id, name, query, shared }).returning();
    if (made === undefined) throw new Error("a saved view was not stored");
    if (shared) await auditView(tx, actor, "view.shared", made);
    return ok({ id: made.id });
  });
}

export function recordViewChange(db: Database, actor: Actor, input: ChangeViewInput): Outcome<null> {
  return ofOwner(db, actor, async (tx, mine) => {
    const before = mine.find(({ id }) => id === input.id);
    if (before === undefined) return err("view-gone");
    if (input.shared && !before.shared && !may(actor.role, "views:share")) return err("view-not-to-share");
    if (mine.some(({ id, name }) => id !== before.id && name === input.name)) return err("view-name-taken");
    const after = {
      ...before,
      name: input.name ?? before.name,
      query: input.query === undefined ? before.query : readViewQuery(input.query).currentQuery,
      shared: input.shared ?? before.shared,
    };
    const { name, query, shared } = after;
    await tx
      .update(savedViews)
      .set({ name, query, shared, updatedAt: sql`clock_timestamp()` })
      .where(eq(savedViews.id, before.id));
    if (shared) await auditView(tx, actor, before.shared ? "view.shared-changed" : "view.shared", after);
    else if (before.shared) await auditView(tx, actor, "view.unshared", after);
    return ok(null);
  });
}

export function recordViewRemoval(db: Database, actor: Actor, id: string): Outcome<null> {
  return db.transaction(async (tx) => {
    const [view] = await tx.select().from(savedViews).where(eq(savedViews.id, id)).for("update");
    const mayRemove =
      view !== undefined && (view.ownerId === actor.id || (view.shared && may(actor.role, "views:tidy")));
    // Does not reveal whether another person's private view exists.
    if (!mayRemove) return err("view-gone");
    await tx.delete(savedViews).where(eq(savedViews.id, id));
    if (view.shared) await auditView(tx, actor, "view.unshared", view);
    return ok(null);
  });
}

/** Runs one change of an owner's views at a time, so that two changes do not take the same last place or name. */
function ofOwner<Value>(
  db: Database,
  actor: Actor,
  change: (tx: Transaction, mine: Row[]) => Outcome<Value>,
): Outcome<Value> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`refund-desk.views:${actor.id}`}))`);
    return change(tx, await tx.select().from(savedViews).where(eq(savedViews.ownerId, actor.id)));
  });
}

async function deleteOrphanedViews(tx: Transaction): Promise<void> {
  const owner = tx.select({ one: sql`1` }).from(user).where(eq(user.id, savedViews.ownerId));
  await tx.delete(savedViews).where(and(eq(savedViews.shared, false), notExists(owner)));
}

function auditView(
  tx: Transaction,
  actor: Actor,
  action: AuditAction,
  { id, name, query }: Row,
): Promise<void> {
  const detail = { name, ...auditedFilter(readPaymentFilter(new URLSearchParams(query)).filter) };
  return audit(tx, { actor, action, subject: `view:${id}`, detail });
}
