// Person and permission are checked at the start and at every beat.
import "server-only";
import { may, type Permission } from "@/lib/domain/people/permissions";
import { type Change, changeKey, permissionToReceive } from "@/lib/domain/views/change-event";
import { log } from "@/lib/log";
import { gate } from "./gate";
import { type SignedIn, stillSignedIn } from "./session";

/** `since` is in milliseconds. Returns an unsubscribe function. */
export type Subscribe = (since: number, listener: (one: Change) => void) => () => void;

/** A person whose session has ended receives changes this long at most. */
const beatMs = 10_000;
const gatherMs = 50;
/** A stream with more unsent events than this ends; the browser reads everything again when it reconnects. */
const mostUnsent = 64;
const mostAtOnce = 50;
/** A page is rendered shortly before its `since`, and possibly on another machine. */
const marginMs = 2_000;

const headersOfStream = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

const mostOfSession = 10;
const key = Symbol.for("refund-desk.streams");
const holder = globalThis as { [key]?: Map<string, number> };

/** Returns null if the session has ten streams. `since` in the address: when the page's data was read. */
export function streamTo(
  person: SignedIn,
  request: Request,
  { permission, subscribe }: { permission: Permission; subscribe: Subscribe },
): Response | null {
  holder[key] ??= new Map();
  if ((holder[key].get(person.sessionId) ?? 0) >= mostOfSession) return null;
  const { headers, signal } = request;
  const since = Number(new URL(request.url).searchParams.get("since")) - marginMs;
  return new Response(events({ headers, signal, person, permission, since, subscribe }), {
    headers: headersOfStream,
  });
}

type Opening = {
  headers: Headers;
  signal: AbortSignal;
  person: SignedIn;
  permission: Permission;
  since: number;
  subscribe: Subscribe;
};

function events({
  headers,
  signal,
  person,
  permission,
  since,
  subscribe,
}: Opening): ReadableStream<Uint8Array> {
  let end = () => {};
  let cancelled = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const encoder = new TextEncoder();
        let current = person;
        let ended = false;
        let gathered = new Map<string, Change>();
        let timer: NodeJS.Timeout | undefined;
        let lastSentAt = 0;

        function send(event: string, data: unknown): void {
          if (ended) return;
          if ((controller.desiredSize ?? 0) < -mostUnsent) {
            end();
            return;
          }
          controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
        }
        function sendGathered(): void {
          timer = undefined;
          lastSentAt = performance.now();
          const all = [...gathered.values()].filter(({ kind }) =>
            may(current.actor.role, permissionToReceive[kind]),
          );
          gathered = new Map();
          if (all.length === 0) return;
          send("changes", { at: Date.now(), changes: all.length > mostAtOnce ? [{ kind: "missed" }] : all });
        }
        function gather(one: Change): void {
          gathered.set(changeKey(one), one);
          timer ??= setTimeout(sendGathered, Math.max(0, lastSentAt + gatherMs - performance.now()));
        }
        async function beat(): Promise<void> {
          const now = await stillSignedIn(headers);
          if (now === null || gate(now, permission) !== null || now.actor.id !== person.actor.id) {
            send("signed-out", {});
            return end();
          }
          current = now;
          send("changes", { at: Date.now() });
        }

        const unsubscribe = subscribe(since, gather);
        count(person.sessionId, 1);
        const beats = setInterval(() => {
          beat().catch((error: unknown) => {
            // Without a check of the permission nothing may be sent.
            log.error({ err: error }, "a session could not be checked; its stream ends");
            end();
          });
        }, beatMs);
        end = () => {
          if (ended) return;
          ended = true;
          unsubscribe();
          count(person.sessionId, -1);
          clearInterval(beats);
          clearTimeout(timer);
          if (!cancelled) controller.close();
        };
        signal.addEventListener("abort", () => end(), { once: true });
        send("changes", { at: Date.now() });
        if (signal.aborted) end();
      },
      cancel() {
        cancelled = true;
        end();
      },
    },
    { highWaterMark: 0 },
  );
}

function count(sessionId: string, by: 1 | -1): void {
  const open = (holder[key]?.get(sessionId) ?? 0) + by;
  if (open > 0) holder[key]?.set(sessionId, open);
  else holder[key]?.delete(sessionId);
}
