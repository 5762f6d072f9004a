// The load: limited in time, only to this machine, over a few persistent connections. All requests are prepared before, so
// that the generator uses little of the processor that it measures.
import { Pool } from "undici";

export type Prepared = { id: string; headers: string[]; body: string };
export type Answered = {
  acknowledged: string[];
  /** Number of answers by status; 0 stands for no answer. */
  statuses: Map<number, number>;
  /** Time from the due time of a request to its answer, in milliseconds, ascending. */
  latencies: number[];
  seconds: number;
};

const contentType = ["content-type", "application/json"];

/**
 * Sends as fast as answers arrive: each connection has one request in flight, until `seconds` have passed or nothing is
 * left.
 */
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
      const delivery = prepared[next++];
      if (delivery === undefined) return;
      await send(pool, origin, path, delivery, performance.now(), tally);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  const took = (performance.now() - started) / 1000;
  await pool.close();
  return end(tally, took);
}

/**
 * Sends at a fixed rate that does not wait for answers. A late answer counts from the due time of its request. The
 * connections are opened before, because PortOne's are persistent too and opening all at once delays this generator,
 * not the desk.
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
    opening.map((request) => send(pool, origin, "/api/trivial", request, performance.now(), newTally())),
  );
  const tally = newTally();
  const started = performance.now();
  const sent: Promise<void>[] = [];
  while (sent.length < prepared.length) {
    const due = ((performance.now() - started) / 1000) * perSecond;
    for (let n = sent.length; n <= due; n = sent.length) {
      const delivery = prepared[n];
      if (delivery === undefined) break;
      sent.push(send(pool, origin, path, delivery, started + (n / perSecond) * 1000, tally));
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(sent);
  const took = (performance.now() - started) / 1000;
  await pool.close();
  return end(tally, took);
}

/** Returns the value that a share `part` (0 to 1) of the sorted latencies does not exceed. */
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

/** Sends one request. Never rejects: a missing answer counts as status 0. Bypasses undici's streams, the largest cost. */
function send(
  pool: Pool,
  origin: string,
  path: string,
  delivery: Prepared,
  due: number,
  tally: Tally,
): Promise<void> {
  return new Promise((resolve) => {
    let status = 0;
    const finish = () => {
      tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
      if (status === 200) tally.acknowledged.push(delivery.id);
      tally.latencies.push(performance.now() - due);
      resolve();
    };
    pool.dispatch(
      // The filter accepts POST only from the desk's own origin, except for webhooks.
      {
        path,
        method: "POST",
        headers: ["origin", origin, ...contentType, ...delivery.headers],
        body: delivery.body,
      },
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
