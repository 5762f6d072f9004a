// `Idempotency-Key` as documented: a quoted string of 16 to 256 ASCII characters, the stored answer again for three
// hours, 409 while the first is running. What the documents leave open is a switch.
// https://developers.portone.io/api/rest-v2/overview
import type { KeyRecord } from "../state/records.ts";
import type { World } from "../world.ts";
import { type Answer, err, type Refusal } from "./refusal.ts";

export type KeyDesk = {
  /** What the key means for this request: an answer to give at once, or leave to run. */
  begin(key: string, request: string): Answer | "run";
  /** Keeps the answer of a run; part of the act that the next commit makes durable. */
  keep(key: string, request: string, answer: Answer): void;
  /** The request is answered, or given up: the key no longer runs. */
  end(key: string): void;
};

/** Reads the header (RFC 8941 string); null when absent. */
export function readKey(header: string | undefined): string | null | Refusal {
  if (header === undefined) return null;
  const quoted = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/.exec(header.trim());
  const key = quoted?.[1]?.replaceAll(/\\(["\\])/g, "$1");
  if (key === undefined) return err("INVALID_REQUEST", "Idempotency-Key: must be a string in double quotes");
  if (key.length < 16 || key.length > 256) {
    return err("INVALID_REQUEST", "Idempotency-Key: must have 16 to 256 characters");
  }
  return key;
}

/** Keys of one running sandbox. Running ones live in memory: after a crash nothing is running. */
export function createKeyDesk(world: World): KeyDesk {
  const running = new Set<string>();

  return {
    begin(key, request) {
      if (running.has(key)) {
        return err("IDEMPOTENCY_OUTSTANDING_REQUEST", "같은 멱등 키의 요청이 처리 중입니다.").answer;
      }
      const kept = world.store.keys.get(key);
      if (kept && isAlive(kept)) {
        const mode = kept.request === request ? "replay" : world.switches().reusedKeyOtherBody;
        if (mode === "replay") return { status: kept.status, body: kept.body };
        if (mode === "reject") {
          return err("INVALID_REQUEST", "Idempotency-Key: was used for a different request").answer;
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

  function isAlive(kept: KeyRecord): boolean {
    return world.clock.now() - kept.storedAt < world.switches().keyLifetimeMs;
  }
}
