// The list of reasons as an administrator edits it.
import "server-only";
import type { ListedReason } from "@/lib/domain/refund-reason";
import type { Database } from "../client";
import { inOrder } from "../refund-reasons";

/** Every reason in order, with those that are off the list. */
export function listedReasons(db: Database): Promise<ListedReason[]> {
  return inOrder(db);
}
