// One database, one PortOne: the first start stamps the database with its target, and a start with another stops.
import "server-only";
import type { Database } from "./client";
import { deskTarget } from "./schema";

/** The target this database belongs to: the given one where it is new, otherwise the one it was stamped with. */
export async function stampTarget(db: Database, target: string): Promise<string> {
  await db.insert(deskTarget).values({ target }).onConflictDoNothing();
  const [row] = await db.select().from(deskTarget);
  if (row === undefined) throw new Error("the database could not be stamped with its target");
  return row.target;
}
