import type { AuditFilter } from "./audit-filter";

/** One entry as it is read and exported. `at`: ISO 8601 with microseconds, UTC. */
export type AuditEntry = {
  seq: number;
  at: string;
  /** Null: not a person of the desk. */
  actorId: string | null;
  actorName: string;
  /** Id of the actor's role at that time. */
  actorRole: string | null;
  /** Name of an own role. */
  actorRoleName: string | null;
  sessionId: string | null;
  address: string | null;
  action: string;
  subject: string;
  storeId: string | null;
  paymentId: string | null;
  detail: Record<string, unknown>;
};

export type ListedAuditEntry = AuditEntry & {
  /** Place in the chain; null for an entry that is not linked yet. */
  position: number | null;
  /** Name of the person that the entry is about. */
  personName: string | null;
};

export type AuditPage = {
  entries: ListedAuditEntry[];
  filter: AuditFilter;
  next: string | null;
  previous: string | null;
};

/** Returns the kind of a subject and its id (`refund:…`); the id is null for a subject without one. */
export function subjectParts(subject: string): { of: string; id: string | null } {
  const at = subject.indexOf(":");
  return at === -1 ? { of: subject, id: null } : { of: subject.slice(0, at), id: subject.slice(at + 1) };
}
