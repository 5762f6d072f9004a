// One round: people request refunds, webhooks arrive, a process is killed meanwhile, and another process starts.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { signWebhook } from "@/sandbox/webhook/message";
import type { DeskProcess } from "./desk-process";
import { type Form, isUnanswered, type Memory } from "./memory";
import { isNoAnswer, requestTimeoutMs } from "./no-answer";
import type { ShownRefund } from "./operator";
import type { Kill, PlannedRefund, Post, Round } from "./plan";
import type { Scene } from "./scene";

/** Runs a round until every instance answers again and the refunds that the desk then shows are checked. */
export async function runRound(scene: Scene, memory: Memory, round: Round): Promise<void> {
  const { portone, desks } = scene;
  await portone.control.setWebhookUrl(`${deskOf(scene, round.webhooksTo).url}/api/webhook`);
  const asks = await Promise.all(round.asks.map((ask) => prepare(scene, memory, ask)));
  // Opens a page first: the first request of a process would outlast most kills.
  await Promise.all(desks.map(({ url }) => scene.operator.openPage(url, asks[0]?.paymentId ?? "")));
  const again = round.sendsAgain ? memory.forms.filter(isUnanswered) : [];
  const actions = [
    ...asks.map(({ run, at }) => later(at, run)),
    ...round.asks.map(({ elsewhereAt }, n) =>
      elsewhereAt === null ? null : later(elsewhereAt, () => cancelElsewhere(scene, asks[n]?.paymentId)),
    ),
    ...round.posts.map((post, n) => later(post.at, () => postWebhook(scene, memory, post, n))),
    ...again.map((form, n) => later(n * 60, () => send(scene, memory, form, n))),
    later(round.kill.at, () => strike(scene, memory, round.kill)),
  ];
  await Promise.all(actions);
  await Promise.all(desks.map((desk) => desk.up()));
  await look(scene, memory);
}

function deskOf(scene: Scene, n: number): DeskProcess {
  const desk = scene.desks[n % scene.desks.length];
  if (desk === undefined) throw new Error("there is no desk");
  return desk;
}

async function later(ms: number, run: () => Promise<void>): Promise<void> {
  await sleep(ms);
  await run();
}

async function prepare(
  scene: Scene,
  memory: Memory,
  ask: PlannedRefund,
): Promise<{ at: number; paymentId: string; run: () => Promise<void> }> {
  const { control } = scene.portone;
  const earlier = ask.payment === "earlier" ? await withMoneyLeft(scene, memory) : null;
  const payment =
    earlier ??
    (await control.createPayment({
      total: 10_000,
      // The refusals of this PG are proven; a refusal that proves nothing is left to a person, crash or not.
      pgProvider: "KCP_V2",
      channelType: ask.channelType,
      announce: true,
    }));
  memory.payments.add(payment.id);
  for (const fault of ask.faults) await control.script({ ...fault, paymentId: payment.id });
  const n = memory.forms.length;
  return {
    at: ask.at,
    paymentId: payment.id,
    async run() {
      const desk = deskOf(scene, n);
      if (ask.opensPage) await scene.operator.openPage(desk.url, payment.id);
      const { total, cancelled } = payment.amount;
      const form: Form = {
        request: {
          storeId: payment.storeId,
          paymentId: payment.id,
          requestId: randomUUID(),
          cancel:
            ask.share === "all"
              ? { kind: "full", shown: total - cancelled }
              : {
                  kind: "partial",
                  shown: total - cancelled,
                  amount: Math.ceil((total - cancelled) * ask.share),
                },
          reasonCode: "CHANGE_OF_MIND",
          note: "",
          requester: "CUSTOMER",
        },
        answers: [],
        ...(ask.asksFirst && { approvalId: null }),
      };
      memory.forms.push(form);
      // The second click of a double click may reach the other instance.
      await Promise.all([
        send(scene, memory, form, n),
        ...(ask.doubleClick ? [send(scene, memory, form, n + 1)] : []),
      ]);
    },
  };
}

async function withMoneyLeft(scene: Scene, memory: Memory) {
  for (const id of [...memory.payments].reverse()) {
    const payment = await scene.portone.control.getPayment(id);
    if (payment !== null && payment.amount.total > payment.amount.cancelled) return payment;
  }
  return null;
}

async function send(scene: Scene, memory: Memory, form: Form, desk: number): Promise<void> {
  const { url } = deskOf(scene, desk);
  if (form.approvalId === null) {
    const asked = await scene.operator.ask(url, form.request);
    if (asked.kind === "asked") form.approvalId = asked.approvalId;
    else return void form.answers.push(asked);
  }
  const answer = form.approvalId
    ? await scene.operator.approve(url, form.approvalId)
    : await scene.operator.request(url, form.request);
  form.answers.push(answer);
  if (answer.kind === "accepted") await compare(scene, memory, form.request.paymentId, [answer.refund]);
}

async function cancelElsewhere(scene: Scene, paymentId: string | undefined): Promise<void> {
  if (paymentId === undefined) return;
  try {
    await scene.portone.control.cancelInConsole(paymentId, { amount: 2_000 });
  } catch {
    // Our refund was quicker and less than the amount remains: PortOne's console rejects the cancel as well.
  }
}

async function postWebhook(scene: Scene, memory: Memory, { kind }: Post, n: number): Promise<void> {
  const { control, env } = scene.portone;
  const payments = [...memory.payments];
  const paymentId = payments[payments.length - 1 - (n % payments.length)] ?? "";
  const sent = kind === "again" ? (await control.webhooks(paymentId)).at(-1) : undefined;
  const body =
    sent?.body ??
    JSON.stringify({
      type: "Transaction.Paid",
      timestamp: new Date().toISOString(),
      data: {
        paymentId: kind === "unknown-payment" ? `unknown-${randomUUID()}` : paymentId,
        storeId: env.PORTONE_STORE_ID,
        transactionId: randomUUID(),
      },
    });
  const id = sent?.id ?? `wh-${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const secret = sent?.test ? env.PORTONE_WEBHOOK_SECRET_TEST : env.PORTONE_WEBHOOK_SECRET;
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signWebhook(secret ?? "", id, timestamp, body),
  };
  try {
    const url = `${deskOf(scene, n).url}/api/webhook`;
    const { status } = await fetch(url, {
      method: "POST",
      headers,
      body,
      signal: AbortSignal.timeout(requestTimeoutMs),
    });
    if (status === 200) memory.acknowledged.add(id);
    else if (status !== 503) memory.broken.push(`a good webhook was answered ${status}`);
  } catch (error) {
    // Nothing listens, or the process died before an answer: not acknowledged.
    if (!isNoAnswer(error)) throw error;
  }
}

/** Kills the victims and starts them again; with `whileStarting`, kills the new process during its start too. */
async function strike(scene: Scene, memory: Memory, kill: Kill): Promise<void> {
  const victims = scene.desks.filter(
    (_, n) => scene.desks.length === 1 || kill.victims === "both" || (kill.victims === "first") === (n === 0),
  );
  await Promise.all(victims.map((victim) => killAndStart(memory, victim, kill.whileStarting)));
}

async function killAndStart(memory: Memory, victim: DeskProcess, whileStarting: number | null) {
  const at = await victim.kill();
  if (at === null) throw new Error("there was nothing to kill");
  memory.kills.push(at);
  victim.spawn();
  if (whileStarting !== null) {
    await sleep(whileStarting);
    const again = await victim.kill();
    if (again !== null) memory.kills.push(again);
    victim.spawn();
  }
  await victim.up();
  memory.outages.push(Date.now() - at.getTime());
}

/** Compares the shown refunds of payments whose refund has no known end yet with the ledger. */
export async function look(scene: Scene, memory: Memory): Promise<void> {
  const settled = new Set(
    memory.forms
      .filter(({ answers }) =>
        answers.some((answer) => answer.kind === "accepted" && memory.ended.has(answer.refund.id)),
      )
      .map(({ request }) => request.paymentId),
  );
  for (const paymentId of [...memory.payments].filter((id) => !settled.has(id)).slice(-8)) {
    const shown = await scene.operator.refundsShown(deskOf(scene, paymentId.length).url, paymentId);
    await compare(scene, memory, paymentId, shown ?? []);
  }
}

/** Compares the final states that the desk shows with the ledger and with the states that it showed before. */
async function compare(
  scene: Scene,
  memory: Memory,
  paymentId: string,
  shown: readonly ShownRefund[],
): Promise<void> {
  for (const { id, state } of shown) {
    const before = memory.ended.get(id);
    if (before !== undefined && before !== state)
      memory.broken.push(`the desk showed ${id} as ${before}, and now shows ${state}`);
    if (before !== undefined || (state !== "succeeded" && state !== "failed")) continue;
    memory.ended.set(id, state);
    const ledger = await scene.portone.control.ledger(paymentId);
    const moved = ledger.some(({ idempotencyKey }) => idempotencyKey === id);
    if (state === "succeeded" && !moved)
      memory.broken.push(`the desk shows ${id} as done, and no money moved`);
    if (state === "failed" && moved)
      memory.broken.push(`the desk shows that ${id} failed, and its money moved`);
  }
}
