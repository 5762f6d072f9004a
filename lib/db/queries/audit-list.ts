import "server-only";
import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { entryColumns } from "@/lib/db/audit/links";
import { readTimePlace, type TimePlace, writeTimePlace } from "@/lib/db/cursor";
import { auditEntries, auditLinks } from "@/lib/db/schema/journal";
import { user } from "@/lib/db/schema/people";
import { auditActions } from "@/lib/domain/audit/audit-actions";
import type { AuditEntry, AuditPage, ListedAuditEntry } from "@/lib/domain/audit/audit-entry";
import { subjectParts } from "@/lib/domain/audit/audit-entry";
import { type AuditFilter, byDesk } from "@/lib/domain/audit/audit-filter";
import { searchForm } from "@/lib/domain/payment/search-text";
import type { Database } from "../client";
import { containing } from "../like";
import { inDays } from "./seoul-days";

const pageSize = 50;
const exportPageSize = 1_000;
/** Up to this many hits of a text are read and sorted; of more, the newest are near. */
const mostSorted = 10_000;
const listName = "audit";

type Request = { filter: AuditFilter; after: string | null; before: string | null };

/** Returns the newest first. */
export async function listAudit(db: Database, { filter, after, before }: Request): Promise<AuditPage> {
  const backwards = before !== null;
  const from = before ?? after;
  const place = from === null ? null : readTimePlace(listName, from);
  const found = await readEntries(db, filter, place, backwards);
  const more = found.length > pageSize;
  const page = found.slice(0, pageSize);
  if (backwards) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  const cursor = ({ at, seq }: AuditEntry) => writeTimePlace(listName, { at, id: String(seq) });
  return {
    entries: await withPlaces(db, page),
    filter,
    next: last && (backwards || more) ? cursor(last) : null,
    previous: first && (backwards ? more : place !== null) ? cursor(first) : null,
  };
}

async function readEntries(
  db: Database,
  filter: AuditFilter,
  place: TimePlace | null,
  backwards: boolean,
): Promise<AuditEntry[]> {
  const condition = and(conditionOf(filter), await textCondition(db, filter), beyond(place, backwards));
  const actions = actionsOf(filter);
  const order = backwards
    ? [sql`${auditEntries.at} asc`, sql`${auditEntries.seq} asc`]
    : [sql`${auditEntries.at} desc`, sql`${auditEntries.seq} desc`];
  const select = (where: SQL | undefined) =>
    db
      .select(entryColumns)
      .from(auditEntries)
      .where(where)
      .orderBy(...order)
      .limit(pageSize + 1);
  if (actions === null) return select(condition);
  // Each action by its index: no index has several actions in the order of time.
  const parts = await Promise.all(
    actions.map((action) => select(and(eq(auditEntries.action, action), condition))),
  );
  const sign = backwards ? 1 : -1;
  return parts
    .flat()
    .sort((one, other) => sign * (compare(one.at, other.at) || one.seq - other.seq))
    .slice(0, pageSize + 1);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function beyond(place: TimePlace | null, backwards: boolean): SQL | undefined {
  if (place === null) return undefined;
  const side = backwards ? sql`>` : sql`<`;
  return sql`(${auditEntries.at}, ${auditEntries.seq}) ${side} (${place.at}::timestamptz, ${seqOf(place)}::bigint)`;
}

/** Anybody can write a cursor into an address. */
function seqOf({ id }: TimePlace): string {
  return /^\d{1,18}$/.test(id) ? id : "0";
}

function actionsOf({ kind, action }: AuditFilter): readonly string[] | null {
  if (action !== null) return [action];
  return kind === null ? null : auditActions[kind];
}

function conditionOf({ period, person, payment, subject }: AuditFilter): SQL | undefined {
  return and(
    period === null ? undefined : inDays(auditEntries.at, period),
    person === null
      ? undefined
      : person === byDesk
        ? isNull(auditEntries.actorId)
        : eq(auditEntries.actorId, person),
    payment === null ? undefined : eq(auditEntries.paymentId, payment),
    subject === null ? undefined : eq(auditEntries.subject, subject),
  );
}

async function textCondition(db: Database, { text }: AuditFilter): Promise<SQL | undefined> {
  if (text === "") return undefined;
  const isHit = containing(auditLinks.search, searchForm(text));
  const hits = await db
    .select({ seq: auditLinks.seq })
    .from(auditLinks)
    .where(isHit)
    .limit(mostSorted + 1);
  if (hits.length > mostSorted) return linkedWith(isHit);
  return sql`${auditEntries.seq} = any(${sql.param(hits.map(({ seq }) => seq))}::bigint[])`;
}

function linkedWith(isHit: SQL): SQL {
  return sql`exists (select from ${auditLinks} where ${auditLinks.seq} = ${auditEntries.seq} and ${isHit})`;
}

async function withPlaces(db: Database, entries: AuditEntry[]): Promise<ListedAuditEntry[]> {
  const seqs = entries.map(({ seq }) => seq);
  const people = entries.flatMap(({ subject }) => subjectParts(subject).id ?? []);
  const [links, names] = await Promise.all([
    db
      .select({ seq: auditLinks.seq, position: auditLinks.position })
      .from(auditLinks)
      .where(inArray(auditLinks.seq, seqs)),
    db.select({ id: user.id, name: user.name }).from(user).where(inArray(user.id, people)),
  ]);
  const positions = new Map(links.map(({ seq, position }) => [seq, position]));
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return entries.map((entry) => {
    const { of, id } = subjectParts(entry.subject);
    return {
      ...entry,
      position: positions.get(entry.seq) ?? null,
      personName: of === "person" && id !== null ? (nameOf.get(id) ?? null) : null,
    };
  });
}

export type ExportedAuditEntry = AuditEntry & { position: number | null; hash: string | null };

/** Returns the entries under the filter, the earliest first, page by page. */
export async function* pagesOfAudit(
  db: Database,
  filter: AuditFilter,
): AsyncGenerator<ExportedAuditEntry[], void, undefined> {
  const actions = actionsOf(filter);
  const condition = and(
    conditionOf(filter),
    actions === null ? undefined : inArray(auditEntries.action, [...actions]),
    filter.text === "" ? undefined : linkedWith(containing(auditLinks.search, searchForm(filter.text))),
  );
  let place: TimePlace | null = null;
  for (;;) {
    const page: ExportedAuditEntry[] = await db
      .select({ ...entryColumns, position: auditLinks.position, hash: auditLinks.hash })
      .from(auditEntries)
      .leftJoin(auditLinks, eq(auditLinks.seq, auditEntries.seq))
      .where(and(condition, beyond(place, true)))
      .orderBy(auditEntries.at, auditEntries.seq)
      .limit(exportPageSize);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < exportPageSize) return;
    place = { at: last.at, id: String(last.seq) };
  }
}

/** Returns everybody who is or was a person of the desk, by name. */
export async function peopleOfAudit(db: Database): Promise<{ id: string; name: string }[]> {
  return db.select({ id: user.id, name: user.name }).from(user).orderBy(user.name, user.id);
}
