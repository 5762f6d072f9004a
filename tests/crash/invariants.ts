// The promises of tests/property/invariants.ts, checked from outside at the end of a crash test: against the sandbox's
// ledger, the desk's rows and the desk's pages.
import { brokenAlerts } from "./alert-receiver";
import type { Rows } from "./database";
import type { Memory } from "./memory";
import type { Scene } from "./scene";
import { look } from "./storm";

export type Discrepancies = {
  lost: number;
  doubles: number;
  undecided: number;
  broken: string[];
};

/** Returns the number of refunds and deliveries that wait for a worker or for time to pass. */
export function unfinished({ refunds, deliveries }: Rows): number {
  const open = refunds.filter(({ state }) => state === "submitting" || state === "pending");
  return open.length + deliveries.filter(({ state }) => state === "waiting").length;
}

/** Checks all promises at rest. `rows` must be read after every payment's page has been opened. */
export async function check(scene: Scene, memory: Memory, rows: Rows): Promise<Discrepancies> {
  const { control } = scene.portone;
  const ledger = await control.ledger();
  const broken = [...memory.broken];
  const must = (holds: boolean, what: string) => {
    if (!holds) broken.push(what);
  };

  // Money: no refund moves money twice, no claim is false, and every sum is accounted for.
  let doubles = 0;
  for (const { id, number, state } of rows.refunds) {
    const moved = ledger.filter(({ idempotencyKey }) => idempotencyKey === id).length;
    if (moved > 1) doubles += 1;
    must(moved <= 1, `${number} moved money ${moved} times`);
    must(state !== "succeeded" || moved === 1, `${number} is shown as done, and no money moved`);
    must(state !== "failed" || moved === 0, `${number} is shown as failed, and its money moved`);
    must(state !== "submitting" && state !== "pending", `${number} is still ${state}`);
  }
  const ours = new Set<string | undefined>(rows.refunds.map(({ id }) => id));
  for (const { idempotencyKey, paymentId, by } of ledger)
    must(
      by === "console" || ours.has(idempotencyKey),
      `money of ${paymentId} moved, and no refund of ours made it`,
    );
  const undecided = rows.refunds.filter(({ state }) => state === "undecided");
  for (const { number, failure, attempts } of undecided)
    broken.push(
      `${number} is undecided although PortOne answers: ${JSON.stringify(failure)} after ${JSON.stringify(attempts)}`,
    );

  // Forms: at most one refund each, exactly one after an acceptance, none when every answer was a rejection.
  for (const { request, answers } of memory.forms) {
    const made = rows.refunds.filter(({ requestId }) => requestId === request.requestId);
    must(made.length <= 1, `the form ${request.requestId} made ${made.length} refunds`);
    for (const answer of answers) {
      if (answer.kind === "accepted")
        must(
          made[0]?.id === answer.refund.id,
          `the refund ${answer.refund.id} was accepted and is not there`,
        );
      if (answer.kind === "approved")
        must(made[0]?.number === answer.number, `${answer.number} was approved and is not there`);
    }
    const refused = answers.length > 0 && answers.every(({ kind }) => kind === "refused");
    must(!refused || made.length === 0, `the form ${request.requestId} was refused and made a refund`);
  }

  // Approvals: no refund of a person who must ask without the approval of another, and none for a request that waits.
  for (const { number, approvals } of rows.refunds.filter(({ mustBeApproved }) => mustBeApproved))
    must(approvals === 1, `${number} was sent with ${approvals} approvals of others`);
  for (const id of rows.waitingWithRefund) must(false, `the request ${id} waits and has a refund`);

  // Final states: a state that the desk has shown as final is still in its rows.
  for (const [id, state] of memory.ended) {
    const now = rows.refunds.find((row) => row.id === id)?.state;
    must(now === state, `the desk showed ${id} as ${state}, and its row is ${now}`);
  }

  // Webhooks: every acknowledged webhook is stored, and is processed, ignored or dead.
  const acknowledged = await acknowledgedWebhooks(scene, memory);
  const stored = new Map(rows.deliveries.map(({ id, state }) => [id, state]));
  const lost = [...acknowledged].filter((id) => !stored.has(id));
  for (const id of lost) broken.push(`webhook ${id} was acknowledged and is not there`);
  for (const [id, state] of stored) must(state !== "waiting", `webhook ${id} still waits`);

  // The mirror: exactly PortOne's cancellations, each linked to the refund that made it or to none.
  for (const paymentId of memory.payments) {
    const made = (await control.getPayment(paymentId))?.cancellations ?? [];
    const mirrored = rows.cancellations.filter((row) => row.paymentId === paymentId);
    const text = (all: { id: string; status: string }[]) =>
      all
        .map(({ id, status }) => `${id} ${status}`)
        .sort()
        .join(", ");
    must(
      text(made) === text(mirrored),
      `${paymentId}: PortOne has [${text(made)}], the desk [${text(mirrored)}]`,
    );
    for (const { id, status, refundId } of mirrored) {
      const maker = ledger.find(({ cancellationId }) => cancellationId === id)?.idempotencyKey;
      const isLinkedToMaker = status !== "SUCCEEDED" || (refundId ?? undefined) === maker;
      must(isLinkedToMaker, `cancellation ${id} was made by ${maker} and is linked to ${refundId}`);
    }
  }
  broken.push(...brokenAlerts(rows, scene.alerts));
  return { lost: lost.length, doubles, undecided: undecided.length, broken };
}

/** Opens the page of every payment once, and compares the refunds that the desk shows with the ledger. */
export async function openPages(scene: Scene, memory: Memory): Promise<void> {
  const url = scene.desks[0]?.url ?? "";
  for (const paymentId of memory.payments)
    if (!(await scene.operator.openPage(url, paymentId)))
      memory.broken.push(`the page of ${paymentId} does not load`);
  await look(scene, memory);
}

/** Returns the ids of the webhooks that the sandbox or the test posted and the desk answered with 200. */
export async function acknowledgedWebhooks({ portone }: Scene, memory: Memory): Promise<Set<string>> {
  const webhooks = await portone.control.webhooks();
  const byPortOne = webhooks.flatMap(({ attempts }) =>
    attempts.filter(({ status }) => status === 200).map(({ webhookId }) => webhookId),
  );
  return new Set([...byPortOne, ...memory.acknowledged]);
}
