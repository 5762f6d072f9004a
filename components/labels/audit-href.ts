import { type AuditFilter, everyEntry, writeAuditFilter } from "@/lib/domain/audit/audit-filter";

export type AuditAddress = {
  filter?: Partial<AuditFilter>;
  after?: string | null;
  before?: string | null;
};

/** Returns the address of the audit log. Defaults are left out. */
export function auditHref({ filter, after, before }: AuditAddress = {}): string {
  const search = new URLSearchParams(writeAuditFilter({ ...everyEntry, ...filter }));
  if (after) search.set("after", after);
  if (before) search.set("before", before);
  const text = search.toString();
  return text === "" ? "/audit" : `/audit?${text}`;
}
