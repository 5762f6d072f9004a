// The three list endpoints: payments by page, payments by cursor, and events by cursor.
import type * as z from "zod";
import type { EventRecord, JsonValue, PaymentRecord } from "../state/records.ts";
import type { World } from "../world.ts";
import { paymentFilter } from "./filter.ts";
import { toJson } from "./json.ts";
import { type CursorQuery, cursorQueryShape, pageQueryShape, rangeOf } from "./query-body.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "./refusal.ts";
import { showEvent, showPayment } from "./render.ts";

/** Answers `GET /payments`. `accessible` returns whether these credentials may read a store. */
export function listPayments(
  world: World,
  json: JsonValue,
  accessible: (storeId: string) => boolean,
): Answer {
  const query = parse(pageQueryShape, json);
  if (isRefusal(query)) return query.answer;
  const { page, filter } = query;
  if (filter.storeId !== undefined && !accessible(filter.storeId)) return forbidden().answer;
  const { store, clock } = world;
  const switches = world.switches();
  const passes = paymentFilter(filter, switches, clock.now(), store.webhooksOf);
  const sortBy =
    filter.sortBy ?? (filter.timestampType === "CREATED_AT" ? "REQUESTED_AT" : "STATUS_CHANGED_AT");
  const at = (payment: PaymentRecord) =>
    sortBy === "REQUESTED_AT" ? payment.requestedAt : payment.statusChangedAt;
  const direction = filter.sortOrder === "ASC" ? 1 : -1;
  const found = [...store.payments.values()]
    .filter(passes)
    .sort((a, b) => direction * (at(a) - at(b) || compareText(a.id, b.id)));
  const items = found.slice(page.number * page.size, (page.number + 1) * page.size);
  return {
    status: 200,
    body: toJson({
      items: items.map((payment) => showPayment(payment, store.webhooksOf(payment.id), switches)),
      page: { ...page, totalCount: switches.totalCountMeans === "all" ? found.length : items.length },
    }),
  };
}

/** Answers `GET /payments-by-cursor`: every payment by time of creation. */
export function listPaymentsByCursor(
  world: World,
  json: JsonValue,
  accessible: (id: string) => boolean,
): Answer {
  const { store } = world;
  const switches = world.switches();
  return byCursor(world, json, accessible, [...store.payments.values()], {
    at: (payment) => payment.requestedAt,
    id: (payment) => payment.id,
    storeId: (payment) => payment.storeId,
    show: (payment, cursor) => ({
      payment: toJson(showPayment(payment, store.webhooksOf(payment.id), switches)),
      cursor,
    }),
  });
}

/** Answers `GET /payment-events-by-cursor`: paid and cancelled events by time of creation. */
export function listEventsByCursor(
  world: World,
  json: JsonValue,
  accessible: (id: string) => boolean,
): Answer {
  const { store } = world;
  const switches = world.switches();
  const known: { event: EventRecord; payment: PaymentRecord }[] = store.events.flatMap((event) => {
    const payment = store.payments.get(event.paymentId);
    return payment ? [{ event, payment }] : [];
  });
  return byCursor(world, json, accessible, known, {
    at: ({ event }) => event.createdAt,
    id: ({ event }) => event.id,
    storeId: ({ payment }) => payment.storeId,
    show: ({ event, payment }, cursor) => ({
      paymentEvent: showEvent(event, payment, store.webhooksOf(payment.id), switches),
      cursor,
    }),
  });
}

type CursorView<T> = {
  at(entry: T): number;
  id(entry: T): string;
  storeId(entry: T): string;
  show(entry: T, cursor: string): JsonValue;
};

function byCursor<T>(
  world: World,
  json: JsonValue,
  accessible: (storeId: string) => boolean,
  all: readonly T[],
  view: CursorView<T>,
): Answer {
  const query: CursorQuery | Refusal = parse(cursorQueryShape, json);
  if (isRefusal(query)) return query.answer;
  const storeId = query.storeId ?? world.identity.storeId;
  if (!accessible(storeId)) return forbidden().answer;
  const after = query.cursor === undefined ? null : readCursor(query.cursor);
  if (after && isRefusal(after)) return after.answer;
  const { from, until } = rangeOf(query, world.clock.now());
  const direction = world.switches().cursorOrder === "ASC" ? 1 : -1;
  const compare = (a: T, b: Place) => direction * (view.at(a) - b.at || compareText(view.id(a), b.id));
  const items = all
    .filter((entry) => view.storeId(entry) === storeId && view.at(entry) >= from && view.at(entry) <= until)
    .filter((entry) => after === null || compare(entry, after) > 0)
    .sort((a, b) => compare(a, { at: view.at(b), id: view.id(b) }))
    .slice(0, query.size)
    .map((entry) => view.show(entry, writeCursor({ at: view.at(entry), id: view.id(entry) })));
  return { status: 200, body: { items } };
}

type Place = { at: number; id: string };

function writeCursor({ at, id }: Place): string {
  return Buffer.from(`${at}:${id}`).toString("base64url");
}

function readCursor(cursor: string): Place | Refusal {
  const place = /^(\d+):(.+)$/s.exec(Buffer.from(cursor, "base64url").toString("utf8"));
  if (!place?.[1] || !place[2]) return refuse("INVALID_REQUEST", "cursor: not one of ours");
  return { at: Number(place[1]), id: place[2] };
}

function parse<S extends z.ZodType>(shape: S, json: JsonValue): z.output<S> | Refusal {
  const parsed = shape.safeParse(json ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return refuse(
    "INVALID_REQUEST",
    `${issue?.path.join(".") || "requestBody"}: ${issue?.message ?? "invalid"}`,
  );
}

function forbidden(): Refusal {
  return refuse("FORBIDDEN", "접근 권한이 없는 상점입니다.");
}

// Compares by code unit, so that the order is the same on every machine.
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
