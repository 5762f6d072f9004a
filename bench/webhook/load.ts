// The load: bounded in time, to this machine only, over few connections that stay open. Everything to send is made
// before, so that the generator takes little of the processor that it measures.
import { Pool } from "undici";

export type Prepared = { id: string; headers: string[]; body: string };
export type Answered = {
  /** Ids of what was answered 200. */
  acknowledged: string[];
  /** Answers by status; 0 stands for none. */
  statuses: Map<number, number>;
  /** From when it was due until it was answered, in milliseconds, ascending. */
  latencies: number[];
  seconds: number;
};

const contentType = ["content-type", "application/json"];

/** Sends as fast as the answers come: every connection has one request under way, until `seconds` are over or nothing is left. */
export async function flood(
  origin: string,
  path: string,
  prepared: readonly Prepared[],
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Answered> {
  const pool = poolTo(origin, connections);
  const tally = newTally();
  const started = performance.now();
  let next = 0;
  const lane = async () => {
    while (performance.now() - started < seconds * 1000) {
      const one = prepared[next++];
      if (one === undefined) return;
      await send(pool, origin, path, one, performance.now(), tally);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  const took = (performance.now() - started) / 1000;
  await pool.close();
  return end(tally, took);
}

/**
 * Sends at a rate that does not wait for answers; a late answer counts from when its request was due. The connections are
 * open before: PortOne's stay open too, and to open all of them at once holds up this generator and not the desk.
 */
export async function pace(
  origin: string,
  path: string,
  prepared: readonly Prepared[],
  { connections, perSecond }: { connections: number; perSecond: number },
): Promise<Answered> {
  const pool = poolTo(origin, connections);
  const opening = Array.from({ length: connections }, () => ({ id: "", headers: [], body: "" }));
  await Promise.all(
    opening.map((one) => send(pool, origin, "/api/trivial", one, performance.now(), newTally())),
  );
  const tally = newTally();
  const started = performance.now();
  const sent: Promise<void>[] = [];
  while (sent.length < prepared.length) {
    const due = ((performance.now() - started) / 1000) * perSecond;
    for (let n = sent.length; n <= due; n = sent.length) {
      const one = prepared[n];
      if (one === undefined) break;
      sent.push(send(pool, origin, path, one, started + (n / perSecond) * 1000, tally));
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(sent);
  const took = (performance.now() - started) / 1000;
  await pool.close();
  return end(tally, took);
}

/** The value that `part` (0 to 1) of the latencies do not exceed. */
export function percentile(latencies: readonly number[], part: number): number {
  return latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))] ?? Number.NaN;
}

function poolTo(origin: string, connections: number): Pool {
  const { hostname } = new URL(origin);
  if (hostname !== "127.0.0.1") throw new Error(`${hostname}: load goes to this machine only`);
  return new Pool(origin, { connections, pipelining: 1, bodyTimeout: 30_000, headersTimeout: 30_000 });
}

type Tally = { acknowledged: string[]; statuses: Map<number, number>; latencies: number[] };

function newTally(): Tally {
  return { acknowledged: [], statuses: new Map(), latencies: [] };
}

function end({ acknowledged, statuses, latencies }: Tally, seconds: number): Answered {
  return { acknowledged, statuses, latencies: latencies.sort((a, b) => a - b), seconds };
}

/** Never rejects: no answer is counted as status 0. Dispatched without undici's streams, which cost more than the rest. */
function send(
  pool: Pool,
  origin: string,
  path: string,
  one: Prepared,
  due: number,
  tally: Tally,
): Promise<void> {
  return new Promise((resolve) => {
    let status = 0;
    const finish = () => {
      tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
      if (status === 200) tally.acknowledged.push(one.id);
      tally.latencies.push(performance.now() - due);
      resolve();
    };
    pool.dispatch(
      // The gate takes what changes something from the desk's own origin only, webhooks excepted.
      { path, method: "POST", headers: ["origin", origin, ...contentType, ...one.headers], body: one.body },
      {
        onRequestStart() {},
        onResponseStart(_controller, code) {
          status = code;
        },
        onResponseData() {},
        onResponseEnd: finish,
        onResponseError() {
          status = 0;
          finish();
        },
      },
    );
  });
}
