// `Idempotency-Key` as documented: a quoted string of 16 to 256 ASCII characters, the stored answer again for three
// hours, 409 while the first request runs. Undocumented behaviour is a switch.
// https://developers.portone.io/api/rest-v2/overview
import type { KeyRecord } from "../state/records.ts";
import type { World } from "../world.ts";
import { type Answer, type Refusal, refuse } from "./refusal.ts";

export type IdempotencyKeys = {
  /** Returns the answer to send at once, or "run" when the request must be executed. */
  begin(key: string, request: string): Answer | "run";
  /** Stores the answer of an execution, as part of the changes that the next commit makes durable. */
  keep(key: string, request: string, answer: Answer): void;
  /** Marks the request as finished: the key is no longer in use. */
  end(key: string): void;
};

/** Reads the header (an RFC 8941 string). Returns null when the header is absent. */
export function readKey(header: string | undefined): string | null | Refusal {
  if (header === undefined) return null;
  const quoted = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/.exec(header.trim());
  const key = quoted?.[1]?.replaceAll(/\\(["\\])/g, "$1");
  if (key === undefined)
    return refuse("INVALID_REQUEST", "Idempotency-Key: must be a string in double quotes");
  if (key.length < 16 || key.length > 256) {
    return refuse("INVALID_REQUEST", "Idempotency-Key: must have 16 to 256 characters");
  }
  return key;
}

/** Creates the keys of one sandbox. Keys in use are held in memory only: after a crash no request runs. */
export function createIdempotencyKeys(world: World): IdempotencyKeys {
  const running = new Set<string>();

  return {
    begin(key, request) {
      if (running.has(key)) {
        return refuse("IDEMPOTENCY_OUTSTANDING_REQUEST", "같은 멱등 키의 요청이 처리 중입니다.").answer;
      }
      const stored = world.store.keys.get(key);
      if (stored && isAlive(stored)) {
        const mode = stored.request === request ? "replay" : world.switches().reusedKeyOtherBody;
        if (mode === "replay") return { status: stored.status, body: stored.body };
        if (mode === "reject") {
          return refuse("INVALID_REQUEST", "Idempotency-Key: was used for a different request").answer;
        }
      }
      running.add(key);
      return "run";
    },
    keep(key, request, answer) {
      if (answer.status >= 400 && !world.switches().replayErrors) world.store.forgetKey(key);
      else
        world.store.putKey({
          key,
          request,
          status: answer.status,
          body: answer.body,
          storedAt: world.clock.now(),
        });
    },
    end: (key) => running.delete(key),
  };

  function isAlive(stored: KeyRecord): boolean {
    return world.clock.now() - stored.storedAt < world.switches().keyLifetimeMs;
  }
}
