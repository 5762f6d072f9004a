// The sandbox's state in memory, and on disk when there is a directory. Code changes the state through `put…` and ends with
// `commit`. No await may come between the two, so that every commit is complete.
import { type Change, type Journal, openJournal, readJournal } from "./journal.ts";
import type { EventRecord, KeyRecord, LedgerEntry, PaymentRecord, WebhookRecord } from "./records.ts";
import { createSequence, type Sequence } from "./sequence.ts";

const rewriteAfterBytes = 64 * 1024 * 1024;

export type Store = {
  readonly fresh: boolean;
  readonly sequence: Sequence;
  readonly payments: ReadonlyMap<string, PaymentRecord>;
  readonly webhooks: ReadonlyMap<string, WebhookRecord>;
  readonly keys: ReadonlyMap<string, KeyRecord>;
  readonly ledger: readonly LedgerEntry[];
  readonly events: readonly EventRecord[];
  webhooksOf(paymentId: string): WebhookRecord[];
  setting(name: string): unknown;
  putPayment(payment: PaymentRecord): PaymentRecord;
  putWebhook(webhook: WebhookRecord): WebhookRecord;
  putKey(key: KeyRecord): void;
  forgetKey(key: string): void;
  putSetting(name: string, value: unknown): void;
  addLedger(entry: LedgerEntry): void;
  addEvent(event: EventRecord): void;
  /** Makes all changes since the last commit durable in one step. */
  commit(): void;
  /** Deletes everything except settings. Throws for a state on disk, which is meant to last. */
  clear(): void;
  close(): void;
};

/** Opens the state stored in `directory`, or an empty state in memory. `seed` determines the ids made from here on. */
export function openStore(directory: string | undefined, seed: number): Store {
  const journaled = directory === undefined ? null : readJournal(directory);
  const payments = new Map<string, PaymentRecord>();
  const webhooks = new Map<string, WebhookRecord>();
  const webhookIds = new Map<string, string[]>();
  const keys = new Map<string, KeyRecord>();
  const settings = new Map<string, unknown>();
  const ledger: LedgerEntry[] = [];
  const events: EventRecord[] = [];
  for (const change of journaled ?? []) apply(change);

  const position = settings.get("sequence");
  const sequence = createSequence(seed, typeof position === "number" ? position : 0);
  const journal: Journal | null = directory === undefined ? null : openJournal(directory, everything());
  let unwritten: Change[] = [];
  let closed = false;

  function apply(change: Change): void {
    switch (change[0]) {
      case "payment":
        payments.set(change[1].id, change[1]);
        break;
      case "webhook": {
        const webhook = change[1];
        if (!webhooks.has(webhook.id)) {
          webhookIds.set(webhook.paymentId, [...(webhookIds.get(webhook.paymentId) ?? []), webhook.id]);
        }
        webhooks.set(webhook.id, webhook);
        break;
      }
      case "ledger":
        ledger.push(change[1]);
        break;
      case "event":
        events.push(change[1]);
        break;
      case "key":
        keys.set(change[1].key, change[1]);
        break;
      case "forget-key":
        keys.delete(change[1]);
        break;
      case "setting":
        settings.set(change[1], change[2]);
        break;
    }
  }

  function put(change: Change): void {
    apply(change);
    if (journal) unwritten.push(change);
  }

  function* everything(): Iterable<Change> {
    for (const [name, value] of settings) yield ["setting", name, value];
    for (const payment of payments.values()) yield ["payment", payment];
    for (const webhook of webhooks.values()) yield ["webhook", webhook];
    for (const entry of ledger) yield ["ledger", entry];
    for (const event of events) yield ["event", event];
    for (const key of keys.values()) yield ["key", key];
  }

  return {
    fresh: journaled === null,
    sequence,
    payments,
    webhooks,
    keys,
    ledger,
    events,
    webhooksOf: (paymentId) =>
      (webhookIds.get(paymentId) ?? []).flatMap((id) => {
        const webhook = webhooks.get(id);
        return webhook ? [webhook] : [];
      }),
    setting: (name) => settings.get(name),
    putPayment(payment) {
      put(["payment", payment]);
      return payment;
    },
    putWebhook(webhook) {
      put(["webhook", webhook]);
      return webhook;
    },
    putKey: (key) => put(["key", key]),
    forgetKey: (key) => put(["forget-key", key]),
    putSetting: (name, value) => put(["setting", name, value]),
    addLedger: (entry) => put(["ledger", entry]),
    addEvent: (event) => put(["event", event]),
    commit() {
      // After close, the result of an interrupted delivery has no reader.
      if (!journal || closed) return;
      const drawn = sequence.position();
      if (settings.get("sequence") !== drawn) put(["setting", "sequence", drawn]);
      if (unwritten.length === 0) return;
      journal.append(unwritten);
      unwritten = [];
      if (journal.grown() > rewriteAfterBytes) journal.rewrite(everything());
    },
    clear() {
      if (journal)
        throw new Error("reset works on a sandbox kept in memory only; remove its data directory instead");
      payments.clear();
      webhooks.clear();
      webhookIds.clear();
      keys.clear();
      ledger.length = 0;
      events.length = 0;
    },
    close() {
      if (!closed) journal?.close();
      closed = true;
    },
  };
}
