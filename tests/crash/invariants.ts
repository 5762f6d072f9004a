// The promises of tests/property/invariants.ts, checked from the outside at the end of a crash test: the sandbox's ledger, the
// desk's rows, and what its pages say.
import type { Rows } from "./database";
import type { Memory } from "./memory";
import type { Scene } from "./scene";
import { look } from "./storm";

export type Discrepancies = {
  lost: number;
  doubles: number;
  undecided: number;
  /** Everything that is not as promised, in words. */
  broken: string[];
};

/** What waits for a worker, or for time to go by. */
export function unfinished({ refunds, deliveries }: Rows): number {
  const open = refunds.filter(({ state }) => state === "submitting" || state === "pending");
  return open.length + deliveries.filter(({ state }) => state === "waiting").length;
}

/** Checks everything once nothing moves any more. `rows` were read after every payment's page had been opened. */
export async function check(scene: Scene, memory: Memory, rows: Rows): Promise<Discrepancies> {
  const { control } = scene.portone;
  const ledger = await control.ledger();
  const broken = [...memory.broken];
  const must = (holds: boolean, what: string) => {
    if (!holds) broken.push(what);
  };

  // Money: nothing twice, nothing claimed, and every sum accounted for.
  let doubles = 0;
  for (const { id, number, state } of rows.refunds) {
    const moved = ledger.filter(({ idempotencyKey }) => idempotencyKey === id).length;
    if (moved > 1) doubles += 1;
    must(moved <= 1, `${number} moved money ${moved} times`);
    must(state !== "succeeded" || moved === 1, `${number} is said to be done, and no money moved`);
    must(state !== "failed" || moved === 0, `${number} is said to have failed, and its money moved`);
    must(state !== "submitting" && state !== "pending", `${number} is still ${state}`);
  }
  const ours = new Set<string | undefined>(rows.refunds.map(({ id }) => id));
  for (const { idempotencyKey, paymentId, by } of ledger)
    must(
      by === "console" || ours.has(idempotencyKey),
      `money of ${paymentId} moved, and no refund of ours knows of it`,
    );
  const undecided = rows.refunds.filter(({ state }) => state === "undecided");
  for (const { number, failure, attempts } of undecided)
    broken.push(
      `${number} is undecided although PortOne answers: ${JSON.stringify(failure)} after ${JSON.stringify(attempts)}`,
    );

  // Forms: one refund each at most, one where the desk said yes, none where it only said no.
  for (const { request, answers } of memory.forms) {
    const made = rows.refunds.filter(({ requestId }) => requestId === request.requestId);
    must(made.length <= 1, `the form ${request.requestId} made ${made.length} refunds`);
    for (const answer of answers) {
      if (answer.kind !== "accepted") continue;
      must(made[0]?.id === answer.refund.id, `the refund ${answer.refund.id} was accepted and is not there`);
    }
    const refused = answers.length > 0 && answers.every(({ kind }) => kind === "refused");
    must(!refused || made.length === 0, `the form ${request.requestId} was refused and made a refund`);
  }

  // Ends: what the desk has said once it still says, in its rows and on its pages.
  for (const [id, state] of memory.ended) {
    const now = rows.refunds.find((row) => row.id === id)?.state;
    must(now === state, `the desk said of ${id} ${state}, and its rows say ${now}`);
  }

  // Webhooks: every acknowledged one is there, and done with or a dead letter.
  const acknowledged = await acknowledgedWebhooks(scene, memory);
  const kept = new Map(rows.deliveries.map(({ id, state }) => [id, state]));
  const lost = [...acknowledged].filter((id) => !kept.has(id));
  for (const id of lost) broken.push(`webhook ${id} was acknowledged and is not there`);
  for (const [id, state] of kept) must(state !== "waiting", `webhook ${id} still waits`);

  // The mirror: PortOne's cancellations and no others, each with the refund that made it or with none.
  for (const paymentId of memory.payments) {
    const made = (await control.getPayment(paymentId))?.cancellations ?? [];
    const mirrored = rows.cancellations.filter((row) => row.paymentId === paymentId);
    const words = (all: { id: string; status: string }[]) =>
      all
        .map(({ id, status }) => `${id} ${status}`)
        .sort()
        .join(", ");
    must(
      words(made) === words(mirrored),
      `${paymentId}: PortOne has [${words(made)}], the desk [${words(mirrored)}]`,
    );
    for (const { id, status, refundId } of mirrored) {
      const maker = ledger.find(({ cancellationId }) => cancellationId === id)?.idempotencyKey;
      const rightly = status !== "SUCCEEDED" || (refundId ?? undefined) === maker;
      must(rightly, `cancellation ${id} was made by ${maker} and is linked to ${refundId}`);
    }
  }
  return { lost: lost.length, doubles, undecided: undecided.length, broken };
}

/** Has every page opened once, and holds what the desk says on it against the money. */
export async function openPages(scene: Scene, memory: Memory): Promise<void> {
  const url = scene.desks[0]?.url ?? "";
  for (const paymentId of memory.payments)
    if (!(await scene.operator.openPage(url, paymentId)))
      memory.broken.push(`the page of ${paymentId} does not come`);
  await look(scene, memory);
}

/** What PortOne's stand-in, and the test itself, got a 200 for. */
export async function acknowledgedWebhooks({ portone }: Scene, memory: Memory): Promise<Set<string>> {
  const webhooks = await portone.control.webhooks();
  const byPortOne = webhooks.flatMap(({ attempts }) =>
    attempts.filter(({ status }) => status === 200).map(({ webhookId }) => webhookId),
  );
  return new Set([...byPortOne, ...memory.acknowledged]);
}
