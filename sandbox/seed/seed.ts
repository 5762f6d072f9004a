// About 300 payments over the last fourteen months, all from one seed. Recent days are denser, and the newest rows are
// cards that can be refunded. The code that runs later also makes the history, so sums and states are true.
import { balanceOf } from "../cancel/balance.ts";
import { isMoney, moneyFor, newCancellation, partsOf } from "../cancel/new-cancellation.ts";
import { cancelOutside } from "../cancel/outside-cancel.ts";
import { addFailed } from "../cancel/settle.ts";
import { createPayment } from "../control/create-payment.ts";
import type { PaymentRecord, WebhookRecord } from "../state/records.ts";
import { webhookBody } from "../webhook/message.ts";
import type { Announcement, World } from "../world.ts";
import { type Chance, createChance } from "./chance.ts";
import { type Draft, dayMs, ordinaryPayment, type PlannedCancel, refundableCard } from "./ordinary.ts";
import { specialPayments } from "./special.ts";
import { pgNames } from "./words.ts";

const ordinaryCount = 205;
const newestCount = 24;
const spanDays = 425;
const hour = 60 * 60 * 1000;

/** Fills a new sandbox. Deterministic for a `seed`, except for the current time and the sandbox's own ids. */
export function seedPayments(world: World, seed: number): void {
  const chance = createChance(seed);
  const now = world.clock.now();
  const drafts = [...ordinary(chance, now), ...specialPayments(chance, now), ...newest(chance, now)].sort(
    (a, b) => a.at - b.at,
  );
  const past: World = { ...world, announce: (payment, what) => announceInPast(world, payment, what) };
  const ordersOfDay = new Map<string, number>();
  for (const draft of drafts) {
    const id = orderId(draft.at, ordersOfDay);
    const pg = draft.overrides.pgProvider ?? "TOSSPAYMENTS";
    const type = draft.overrides.channelType ?? "LIVE";
    const name = `${pgNames[pg] ?? pg} ${type === "TEST" ? "테스트" : "실연동"}`;
    const payment = createPayment(past, { ...draft.overrides, id, channel: { name }, announce: true });
    draft.cancels.reduce((current, cancel) => applyCancel(past, current, cancel), payment);
  }
}

function ordinary(chance: Chance, now: number): Draft[] {
  return Array.from({ length: ordinaryCount }, () => {
    // Squared, so that half of the payments fall into the last quarter of the span.
    const daysAgo = 2 + (spanDays - 2) * chance.fraction() ** 2;
    return ordinaryPayment(chance, shoppingHour(chance, now - daysAgo * dayMs), now);
  });
}

function newest(chance: Chance, now: number): Draft[] {
  return Array.from({ length: newestCount }, (_, index) =>
    refundableCard(chance, now - (index + chance.fraction()) * 0.9 * hour - 60_000),
  );
}

// Orders are placed between 08:00 and midnight, Asia/Seoul.
function shoppingHour(chance: Chance, at: number): number {
  const midnight = Math.floor((at + 9 * hour) / dayMs) * dayMs - 9 * hour;
  return midnight + chance.between(8 * 3600, 24 * 3600 - 1) * 1000;
}

function orderId(at: number, ordersOfDay: Map<string, number>): string {
  const date = new Date(at + 9 * hour).toISOString().slice(0, 10).replaceAll("-", "");
  const number = (ordersOfDay.get(date) ?? 0) + 1;
  ordersOfDay.set(date, number);
  return `ord-${date}-${String(number).padStart(4, "0")}`;
}

function applyCancel(world: World, payment: PaymentRecord, cancel: PlannedCancel): PaymentRecord {
  const { trigger, at, pending, failed, ...options } = cancel;
  if (failed) return addRefused(world, payment, cancel);
  return cancelOutside(world, payment, { trigger, at, finished: !pending }, options);
}

function addRefused(world: World, payment: PaymentRecord, cancel: PlannedCancel): PaymentRecord {
  const balance = balanceOf(payment, world.switches());
  const amount = cancel.amount ?? balance.remaining;
  const money = moneyFor(world, payment, balance, amount, null);
  if (!isMoney(money)) throw new Error("a failed cancel of the seed does not add up");
  const entry = newCancellation(world, payment, {
    amount,
    parts: partsOf(payment, balance, amount, cancel.taxFreeAmount ?? 0, null),
    money,
    status: "FAILED",
    reason: cancel.reason ?? "고객 요청",
    trigger: cancel.trigger,
    at: cancel.at,
    vatOmitted: true,
    skipWebhook: false,
    asynchronous: false,
    settleAfterMs: null,
    settleAs: "succeed",
    idempotencyKey: null,
  });
  return addFailed(world, { ...payment, cancelAttempts: payment.cancelAttempts + 1 }, entry);
}

/** Records a webhook of the past that was sent and answered at the time of the event. */
function announceInPast(world: World, payment: PaymentRecord, what: Announcement): WebhookRecord {
  const at = payment.updatedAt;
  const { body, contentType } = webhookBody(world.switches().webhookVersion, payment, what, at);
  const id = `wh-${world.store.sequence.uuid()}`;
  const timestamp = String(Math.floor(at / 1000));
  return world.store.putWebhook({
    id,
    paymentId: payment.id,
    type: what.type,
    ...(what.cancellationId === undefined ? {} : { cancellationId: what.cancellationId }),
    paymentStatus: payment.status,
    test: payment.channel?.type === "TEST",
    createdAt: at,
    body,
    contentType,
    state: "succeeded",
    nextAt: null,
    retries: 0,
    manualResends: 0,
    firstTimestamp: timestamp,
    sendTwice: false,
    attempts: [
      {
        at,
        webhookId: id,
        timestamp,
        url: "https://shop.example.com/api/webhook",
        body,
        status: 200,
        responseHeader: "content-type: text/plain",
        responseBody: "ok",
        ok: true,
        respondedAt: at + 80,
        manual: false,
      },
    ],
  });
}
