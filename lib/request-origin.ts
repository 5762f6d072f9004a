// Where the request comes from that runs now, for the audit. On globalThis, because Next bundles pages and handlers separately.
import { AsyncLocalStorage } from "node:async_hooks";

export type RequestOrigin = {
  /** Whose session it is. An entry about what somebody else asked for earlier has none of this. Null before a sign-in. */
  personId: string | null;
  /** Null before a sign-in. */
  sessionId: string | null;
  /** Null where it is unknown. */
  address: string | null;
  /** Role of the person whose session it is. */
  role: { id: string; name: string | null } | null;
};

export const noOrigin: RequestOrigin = { personId: null, sessionId: null, address: null, role: null };
const key = Symbol.for("refund-desk.request-origin");
const holder = globalThis as { [key]?: AsyncLocalStorage<RequestOrigin> };

function storage(): AsyncLocalStorage<RequestOrigin> {
  holder[key] ??= new AsyncLocalStorage();
  return holder[key];
}

export function withOrigin<Value>(origin: RequestOrigin, run: () => Value): Value {
  return storage().run(origin, run);
}

/** Returns `noOrigin` outside of a request. */
export function requestOrigin(): RequestOrigin {
  return storage().getStore() ?? noOrigin;
}
