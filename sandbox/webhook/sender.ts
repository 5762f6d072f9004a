// Webhooks from record to delivery: the schedule of retries, scripted faults, manual resends. A webhook is stored in the same
// commit as its event, so that a killed sandbox sends it after its restart.
import { type Refusal, refuse } from "../api/refusal.ts";
import type { FaultList, WebhookFault } from "../control/faults.ts";
import type { Switches } from "../control/switches.ts";
import type { Agenda } from "../state/agenda.ts";
import type { Clock } from "../state/clock.ts";
import type { Identity } from "../state/identity.ts";
import type { PaymentRecord, WebhookRecord } from "../state/records.ts";
import type { Store } from "../state/store.ts";
import type { Announcement } from "../world.ts";
import { signWebhook, webhookBody } from "./message.ts";
import { createPoster } from "./post.ts";

export type WebhookSender = {
  announce(payment: PaymentRecord, what: Announcement): WebhookRecord;
  /** Sends the webhooks that a fault requires before the API answers, and waits for their attempts. */
  deliverBeforeAnswer(): Promise<void>;
  /** Makes one manual attempt of a webhook of `payment`, by default of the latest. */
  resend(payment: PaymentRecord, webhookId: string | null): Promise<WebhookRecord | Refusal>;
  /** Schedules the webhooks that were waiting before a restart. */
  resume(): void;
  url(): string | null;
  setUrl(url: string | null): void;
  close(): void;
};
export type WebhookSenderParts = {
  identity: Identity;
  store: Store;
  clock: Clock;
  faults: FaultList;
  agenda: Agenda;
  switches(): Switches;
  timeFactor: number;
  url: string | null;
};

const minute = 60_000;
/** Longest wait before each resend, in minutes. The actual wait is drawn between zero and this (full jitter). */
const waits = [1, 4, 16, 64, 256];

export function createWebhookDesk(parts: WebhookSenderParts): WebhookSender {
  const { store, clock, faults, agenda, identity } = parts;
  const poster = createPoster();
  let url = parts.url;
  let urgent: string[] = [];
  const held = new Set<string>();
  const inFlight = new Map<string, Promise<void>>();

  function announce(payment: PaymentRecord, what: Announcement): WebhookRecord {
    const { body, contentType } = webhookBody(parts.switches().webhookVersion, payment, what, clock.now());
    const fault = faults.takeForWebhook(payment.id, what.type);
    const webhook: WebhookRecord = store.putWebhook({
      id: `wh-${store.sequence.uuid()}`,
      paymentId: payment.id,
      type: what.type,
      ...(what.cancellationId === undefined ? {} : { cancellationId: what.cancellationId }),
      ...(what.trigger === undefined ? {} : { trigger: what.trigger }),
      paymentStatus: payment.status,
      test: payment.channel?.type === "TEST",
      createdAt: clock.now(),
      body,
      contentType,
      retries: 0,
      manualResends: 0,
      sendTwice: fault?.kind === "webhook-twice",
      attempts: [],
      ...firstState(fault),
    });
    if (fault?.kind === "webhook-before-answer") urgent.push(webhook.id);
    schedule(webhook);
    return webhook;
  }

  function firstState(fault: WebhookFault | null): Pick<WebhookRecord, "state" | "nextAt" | "holdScope"> {
    if (url === null) return { state: "unsent", nextAt: null };
    if (fault?.kind === "webhook-lost") return { state: "lost", nextAt: null };
    if (fault?.kind === "webhook-out-of-order") {
      return { state: "held", nextAt: null, holdScope: fault.paymentId ?? "*" };
    }
    return { state: "waiting", nextAt: clock.now() + (fault?.kind === "webhook-delay" ? fault.ms : 0) };
  }

  function schedule(webhook: WebhookRecord): void {
    if (webhook.state === "held") held.add(webhook.id);
    if (webhook.state !== "waiting" || webhook.nextAt === null) return;
    agenda.at(webhook.nextAt, () => deliver(webhook.id));
  }

  function deliver(id: string): Promise<void> {
    const running = inFlight.get(id) ?? deliverOnce(id).finally(() => inFlight.delete(id));
    inFlight.set(id, running);
    return running;
  }

  async function deliverOnce(id: string): Promise<void> {
    const webhook = store.webhooks.get(id);
    if (webhook?.state !== "waiting") return;
    if (url === null) {
      store.putWebhook({ ...webhook, state: "unsent", nextAt: null });
      store.commit();
      return;
    }
    const sent = await attempt(webhook, false, url);
    if (!sent) return;
    if (sent.attempts.at(-1)?.ok) {
      const again = sent.sendTwice;
      const done = store.putWebhook({
        ...sent,
        sendTwice: false,
        state: again ? "waiting" : "succeeded",
        nextAt: again ? clock.now() : null,
      });
      schedule(done);
    } else {
      schedule(store.putWebhook(afterFailure(sent)));
    }
    release(webhook);
    store.commit();
  }

  function afterFailure(webhook: WebhookRecord): WebhookRecord {
    const longest = waits[webhook.retries];
    if (longest === undefined) return { ...webhook, state: "gave-up", nextAt: null };
    const wait = longest * minute * parts.timeFactor * store.sequence.fraction();
    return { ...webhook, retries: webhook.retries + 1, nextAt: clock.now() + wait };
  }

  // A held webhook is sent after any attempt of a later webhook, so that the two arrive in the wrong order.
  function release(passed: WebhookRecord): void {
    for (const id of held) {
      const webhook = store.webhooks.get(id);
      if (webhook && webhook.holdScope !== "*" && webhook.holdScope !== passed.paymentId) continue;
      held.delete(id);
      if (webhook) schedule(store.putWebhook({ ...webhook, state: "waiting", nextAt: clock.now() }));
    }
  }

  /** Sends once and records the attempt. Returns null when the sandbox was reset meanwhile. */
  async function attempt(
    webhook: WebhookRecord,
    manual: boolean,
    target: string,
  ): Promise<WebhookRecord | null> {
    const switches = parts.switches();
    const first = webhook.attempts.length === 0;
    const webhookId = first || !switches.webhookIdNewOnRetry ? webhook.id : `wh-${store.sequence.uuid()}`;
    const fresh = String(Math.floor(clock.base() / 1000));
    const timestamp = switches.webhookTimestampNewOnRetry ? fresh : (webhook.firstTimestamp ?? fresh);
    const secret = webhook.test ? identity.testWebhookSecret : identity.webhookSecret;
    const at = clock.now();
    const result = await poster.post(
      target,
      {
        "content-type": webhook.contentType,
        "user-agent": "PortOne-Sandbox/1",
        "webhook-id": webhookId,
        "webhook-timestamp": timestamp,
        "webhook-signature": signWebhook(secret, webhookId, timestamp, webhook.body),
      },
      webhook.body,
    );
    const current = store.webhooks.get(webhook.id);
    if (!current) return null;
    const ok = isSuccess(result.status, switches);
    return store.putWebhook({
      ...current,
      firstTimestamp: current.firstTimestamp ?? timestamp,
      attempts: [
        ...current.attempts,
        {
          at,
          webhookId,
          timestamp,
          url: target,
          body: webhook.body,
          status: result.status,
          responseHeader: result.header,
          responseBody: result.body,
          ...(result.error === undefined ? {} : { error: result.error }),
          ok,
          respondedAt: clock.now(),
          manual,
        },
      ],
    });
  }

  return {
    announce,
    async deliverBeforeAnswer() {
      const ids = urgent;
      urgent = [];
      await Promise.all(ids.map(deliver));
    },
    async resend(payment, webhookId) {
      const webhook = findWebhook(store.webhooksOf(payment.id), webhookId);
      if (!webhook) return refuse("WEBHOOK_NOT_FOUND", "웹훅 내역이 존재하지 않습니다.");
      if (webhook.manualResends >= parts.switches().maxManualResends) {
        return refuse("MAX_WEBHOOK_RETRY_COUNT_REACHED", "수동 재시도 횟수가 최대에 도달했습니다.");
      }
      const counted = store.putWebhook({ ...webhook, manualResends: webhook.manualResends + 1 });
      store.commit();
      const sent = url === null ? null : await attempt(counted, true, url);
      if (!sent) return counted;
      const ended = sent.attempts.at(-1)?.ok
        ? store.putWebhook({ ...sent, state: "succeeded", nextAt: null })
        : sent;
      store.commit();
      return ended;
    },
    resume() {
      for (const webhook of store.webhooks.values()) schedule(webhook);
    },
    url: () => url,
    setUrl(next) {
      url = next;
      store.putSetting("webhookUrl", next);
      store.commit();
    },
    close: () => poster.close(),
  };
}

function findWebhook(webhooks: WebhookRecord[], id: string | null): WebhookRecord | undefined {
  return id === null ? webhooks.at(-1) : webhooks.find((webhook) => webhook.id === id);
}

function isSuccess(status: number | null, switches: Switches): boolean {
  if (status === null) return false;
  return switches.webhookSuccess === "200" ? status === 200 : status >= 200 && status < 300;
}
