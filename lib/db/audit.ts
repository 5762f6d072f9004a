import "server-only";
import type { AuditAction } from "@/lib/domain/audit/audit-actions";
import type { Role } from "@/lib/domain/people/permissions";
import { noOrigin, type RequestOrigin, requestOrigin } from "@/lib/request-origin";
import type { Transaction } from "./client";
import { auditEntries } from "./schema/journal";

/** What the desk does without a person. */
export const desk = { id: null, name: "desk" } as const;

/**
 * Writes in the transaction of the change. `detail` holds no secrets and no account numbers. `payment`: the payment that the
 * entry is about.
 */
export async function audit(
  tx: Transaction,
  entry: {
    actor: { id: string | null; name: string; role?: Pick<Role, "id" | "name"> };
    action: AuditAction;
    subject: string;
    payment?: { storeId: string | null; paymentId: string | null };
    detail: Record<string, string | number | boolean | null>;
  },
): Promise<void> {
  const origin = originOf(entry.actor);
  const role = entry.actor.role ?? origin.role;
  await tx.insert(auditEntries).values({
    actorId: entry.actor.id,
    actorName: entry.actor.name,
    actorRole: role?.id ?? null,
    actorRoleName: role?.name ?? null,
    sessionId: origin.sessionId,
    address: origin.address,
    storeId: entry.payment?.storeId ?? null,
    paymentId: entry.payment?.paymentId ?? null,
    action: entry.action,
    subject: entry.subject,
    detail: entry.detail,
  });
}

/** An approver's request also records the refund, which the requester asked for. */
function originOf(actor: { id: string | null }): RequestOrigin {
  const origin = requestOrigin();
  const isTheirs = origin.personId === null || origin.personId === actor.id;
  return actor === desk || !isTheirs ? noOrigin : origin;
}
