// Groups of conditions, one for each button, and the query parameters that each group sets.
import type { Named } from "@/components/list-tools/filter-choices";
import { type AuditFilter, type AuditParameter, everyEntry } from "@/lib/domain/audit/audit-filter";

export const auditFilterParts = ["period", "person", "kind", "about"] as const;
export type AuditFilterPart = (typeof auditFilterParts)[number];

export type AuditFilterChoices = {
  people: readonly Named[];
  kinds: readonly (Named & { actions: readonly Named[] })[];
};

export const auditFilterParameters: Record<AuditFilterPart, readonly AuditParameter[]> = {
  period: ["from", "to"],
  person: ["person"],
  kind: ["kind", "action"],
  about: ["payment"],
};

/** Returns the filter without the conditions of a group. */
export function withoutAuditPart(filter: AuditFilter, part: AuditFilterPart): AuditFilter {
  const { period, person, kind, action, payment } = everyEntry;
  switch (part) {
    case "period":
      return { ...filter, period };
    case "person":
      return { ...filter, person };
    case "kind":
      return { ...filter, kind, action };
    case "about":
      return { ...filter, payment };
  }
}
