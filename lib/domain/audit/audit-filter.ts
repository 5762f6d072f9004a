import { type AddressQuery, calendarDay } from "../payment/payment-filter";
import { isSearchable, searchForm } from "../payment/search-text";
import { cleanQuery } from "../text-input";
import { type AuditAction, type AuditKind, auditKinds, isAuditAction } from "./audit-actions";

export type AuditFilter = {
  /** Calendar days in Seoul, YYYY-MM-DD, both included; null is open. */
  period: { from: string | null; to: string | null } | null;
  /** Id of the person who acted, or `byDesk`. */
  person: string | null;
  kind: AuditKind | null;
  action: AuditAction | null;
  /** Id of the payment that the entry is about. */
  payment: string | null;
  /** As the entry has it: `refund:…`, `person:…`. */
  subject: string | null;
  /** Free text, cleaned; empty where every text is shown. */
  text: string;
};

/** Stands for what the desk did without a person. */
export const byDesk = "-";

export const everyEntry: AuditFilter = {
  period: null,
  person: null,
  kind: null,
  action: null,
  payment: null,
  subject: null,
  text: "",
};

const parameters = ["from", "to", "person", "kind", "action", "payment", "subject", "q"] as const;
export type AuditParameter = (typeof parameters)[number];
const longestText = 200;

/** Returns the filter, and the parameters that were not understood, which do not filter. */
export function readAuditFilter(query: AddressQuery): { filter: AuditFilter; ignored: AuditParameter[] } {
  const ignored = new Set<AuditParameter>();
  const one = <Value>(name: AuditParameter, read: (word: string) => Value | undefined): Value | null => {
    const [first] = query instanceof URLSearchParams ? query.getAll(name) : [query[name] ?? []].flat();
    // No database can search for U+0000.
    const word = first?.replaceAll("\u0000", "");
    if (!word) return null;
    const value = read(word);
    if (value === undefined) ignored.add(name);
    return value ?? null;
  };
  const day = (name: "from" | "to") => one(name, (word) => calendarDay.safeParse(word).data);
  const id = (word: string) => (word.length <= longestText ? word : undefined);
  const [from, to] = [day("from"), day("to")];
  const isInverted = from !== null && to !== null && from > to;
  if (isInverted) ignored.add("to");
  const text = one("q", (word) => {
    const typed = cleanQuery(word.slice(0, longestText));
    return typed === "" || isSearchable(searchForm(typed)) ? typed : undefined;
  });
  const filter: AuditFilter = {
    period: isInverted || (from === null && to === null) ? null : { from, to },
    person: one("person", id),
    kind: one("kind", (word) => auditKinds.find((kind) => kind === word)),
    action: one("action", (word) => (isAuditAction(word) ? word : undefined)),
    payment: one("payment", (word) => id(word.trim()) || undefined),
    subject: one("subject", id),
    text: text ?? "",
  };
  return { filter, ignored: [...ignored] };
}

/** Returns the query of the address. What does not filter is left out. */
export function writeAuditFilter(filter: AuditFilter): string {
  const { period, person, kind, action, payment, subject, text } = filter;
  const values: Record<AuditParameter, string | null> = {
    from: period?.from ?? null,
    to: period?.to ?? null,
    person,
    kind,
    action,
    payment,
    subject,
    q: text,
  };
  const query = new URLSearchParams();
  for (const name of parameters) if (values[name]) query.set(name, values[name]);
  return query.toString();
}

export function isAuditFilterSet(filter: AuditFilter): boolean {
  return writeAuditFilter(filter) !== "";
}
