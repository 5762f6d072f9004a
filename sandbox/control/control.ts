// What a test, or a person at the control page, may do to the sandbox beyond what PortOne's API allows.
import { showPayment } from "../api/render.ts";
import type { RequestEntry, RequestFilter, RequestLog } from "../api/request-log.ts";
import type { WirePayment } from "../api/wire.ts";
import { cancelOutside, type OutsideCancel } from "../cancel/outside-cancel.ts";
import { fail, ok } from "../cancel/settle.ts";
import type { LedgerEntry, PaymentRecord, Trigger, WebhookRecord } from "../state/records.ts";
import type { WebhookDesk } from "../webhook/desk.ts";
import { isLoopbackUrl } from "../webhook/post.ts";
import type { World } from "../world.ts";
import { createPayment, type PaymentOverrides } from "./create-payment.ts";
import { type Fault, type FaultInput, faultShape } from "./faults.ts";
import { defaultSwitches, type Switches, switchChoices, switchesShape } from "./switches.ts";

export type SandboxControl = {
  /** Makes a payment; `announce: true` also sends the webhook of its arrival. Throws when the id is taken. */
  createPayment(overrides?: PaymentOverrides): WirePayment;
  /** The payment as the API shows it, or null. */
  getPayment(id: string): WirePayment | null;
  /** The latest 50 payments whose id, order name or buyer contains `text`. */
  payments(text?: string): WirePayment[];
  /** Money that really moved, oldest first. */
  ledger(paymentId?: string): LedgerEntry[];
  /** What the API address received, oldest first (the last 2,000). */
  requests(filter?: RequestFilter): RequestEntry[];
  /** Every webhook with its attempts, oldest first. */
  webhooks(paymentId?: string): WebhookRecord[];
  /** Scripts a fault; see the shape for kinds and defaults. Returns it with its id. */
  script(fault: FaultInput): Fault;
  faults(): Fault[];
  clearFaults(): void;
  /** Ends a pending cancellation. Throws when it is not pending. */
  settleAsync(paymentId: string, cancellationId: string, outcome: "succeed" | "fail"): WirePayment;
  /** Reports how the transfer of a virtual account's refund ended, under the switch `virtualAccountPayout: "manual"`. */
  settlePayout(paymentId: string, outcome: "complete" | "fail"): WirePayment;
  /** A cancel by a person in PortOne's console; everything that remains by default. Throws when it cannot be. */
  cancelInConsole(paymentId: string, options?: OutsideCancel): WirePayment;
  /** A cancel by another API client, PortOne's staff or a chargeback. Throws when it cannot be. */
  cancelByOther(paymentId: string, options: OutsideCancel & { trigger: Trigger }): WirePayment;
  /** A buyer pays into a waiting virtual account. Throws when it is not waiting. */
  deposit(paymentId: string): WirePayment;
  /** Opens a dispute on a paid payment, or resolves its open one. Throws when there is nothing to do. */
  dispute(paymentId: string, action: "open" | "resolve"): WirePayment;
  setSwitches(partial: Partial<Switches>): Switches;
  switches(): Switches;
  resetSwitches(): Switches;
  /** The values of every switch that is a choice between words. */
  switchChoices(): Record<string, string[]>;
  /** Moves the sandbox's clock; what becomes due runs. */
  shiftClock(ms: number): number;
  /** The sandbox's time in ms. */
  now(): number;
  /** Where webhooks go from now on; null = nowhere. Loopback only, else throws. */
  setWebhookUrl(url: string | null): void;
  webhookUrl(): string | null;
  /** Resolves when nothing is due now. */
  flushWebhooks(): Promise<void>;
  /** Forgets payments, money, webhooks, keys, faults and requests, and resets switches; keeps secrets. In memory only. */
  reset(): void;
};

/** Control over one running sandbox. Every act is durable when it returns. */
export function createControl(
  world: World,
  desk: WebhookDesk,
  log: RequestLog,
  storeSwitches: (switches: Switches) => void,
): SandboxControl {
  const { store, clock, faults } = world;

  function shown(payment: PaymentRecord): WirePayment {
    return structuredClone(showPayment(payment, store.webhooksOf(payment.id), world.switches()));
  }

  function known(paymentId: string): PaymentRecord {
    const payment = store.payments.get(paymentId);
    if (!payment) throw new Error(`no payment ${paymentId}`);
    return payment;
  }

  function committed(payment: PaymentRecord): WirePayment {
    store.commit();
    return shown(payment);
  }

  return {
    createPayment: (overrides = {}) => committed(createPayment(world, overrides)),
    getPayment(id) {
      const payment = store.payments.get(id);
      return payment ? shown(payment) : null;
    },
    payments: (text = "") =>
      [...store.payments.values()]
        .filter((payment) =>
          [payment.id, payment.orderName, payment.customer.name].some((value) =>
            String(value).includes(text),
          ),
        )
        .sort((a, b) => b.requestedAt - a.requestedAt)
        .slice(0, 50)
        .map(shown),
    ledger: (paymentId) =>
      structuredClone(
        store.ledger.filter((entry) => paymentId === undefined || entry.paymentId === paymentId),
      ),
    requests: (filter) => log.list(filter),
    webhooks: (paymentId) =>
      structuredClone(paymentId === undefined ? [...store.webhooks.values()] : store.webhooksOf(paymentId)),
    script(input) {
      const fault: Fault = { ...faultShape.parse(input), id: `fault-${store.sequence.digits(10)}` };
      faults.add(fault);
      store.commit();
      return structuredClone(fault);
    },
    faults: () => faults.list(),
    clearFaults() {
      faults.clear();
      store.commit();
    },
    settleAsync(paymentId, cancellationId, outcome) {
      const settle = outcome === "succeed" ? ok : fail;
      return committed(settle(world, known(paymentId), cancellationId));
    },
    settlePayout(paymentId, outcome) {
      const payment = known(paymentId);
      const method = payment.method;
      if (method?.type !== "PaymentMethodVirtualAccount" || method.refundStatus !== "PENDING") {
        throw new Error(`payment ${paymentId} has no refund transfer in progress`);
      }
      const failed = payment.status === "CANCELLED" ? "FAILED" : "PARTIAL_REFUND_FAILED";
      const refundStatus = outcome === "complete" ? "COMPLETED" : failed;
      const ended = { ...method, refundStatus } as const;
      return committed(store.putPayment({ ...payment, method: ended, updatedAt: clock.now() }));
    },
    // The console keeps its own reason whatever the operator wrote (reference 8.3).
    cancelInConsole: (paymentId, { reason: _lost, ...options } = {}) =>
      committed(cancelOutside(world, known(paymentId), { trigger: "CONSOLE" }, options)),
    cancelByOther: (paymentId, { trigger, ...options }) =>
      committed(cancelOutside(world, known(paymentId), { trigger }, options)),
    deposit(paymentId) {
      const payment = known(paymentId);
      if (payment.status !== "VIRTUAL_ACCOUNT_ISSUED" || payment.accountClosed) {
        throw new Error(`payment ${paymentId} does not wait for a deposit`);
      }
      const now = clock.now();
      const paid = store.putPayment({
        ...payment,
        status: "PAID",
        paidAt: now,
        updatedAt: now,
        statusChangedAt: now,
        pgTxId: payment.pgTxId ?? `pg-${store.sequence.digits(16)}`,
        amount: { ...payment.amount, paid: payment.amount.total - payment.amount.discount },
      });
      store.addEvent({
        id: store.sequence.uuid(),
        type: "PAID",
        paymentId,
        createdAt: now,
        eventAmount: payment.amount.total,
      });
      world.announce(paid, { type: "Transaction.Paid", trigger: "VIRTUAL_ACCOUNT_DEPOSIT" });
      return committed(paid);
    },
    dispute(paymentId, action) {
      const payment = known(paymentId);
      const now = new Date(clock.now()).toISOString();
      const open = payment.disputes.find((dispute) => dispute.status === "UNRESOLVED");
      if (payment.status !== "PAID" || (action === "open") === Boolean(open)) {
        throw new Error(`payment ${paymentId} has no dispute to ${action}`);
      }
      const disputes =
        action === "open"
          ? [...payment.disputes, { status: "UNRESOLVED" as const, reason: "상품 미수령", createdAt: now }]
          : payment.disputes.map((dispute) =>
              dispute === open ? { ...dispute, status: "RESOLVED" as const, resolvedAt: now } : dispute,
            );
      const changed = store.putPayment({ ...payment, disputes, updatedAt: clock.now() });
      world.announce(
        changed,
        action === "open"
          ? { type: "Transaction.DisputeCreated", trigger: "DISPUTE_CREATED" }
          : { type: "Transaction.DisputeResolved", trigger: "DISPUTE_RESOLVED" },
      );
      return committed(changed);
    },
    setSwitches(partial) {
      const parsed = switchesShape.partial().parse(partial);
      const given = Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== undefined));
      storeSwitches({ ...world.switches(), ...given });
      return world.switches();
    },
    switches: () => ({ ...world.switches() }),
    resetSwitches() {
      storeSwitches({ ...defaultSwitches });
      return { ...defaultSwitches };
    },
    switchChoices,
    shiftClock(ms) {
      if (!Number.isFinite(ms)) throw new Error("shiftClock: ms must be a number");
      clock.shift(ms);
      store.commit();
      world.agenda.poke();
      return clock.now();
    },
    now: clock.now,
    setWebhookUrl(url) {
      if (url !== null && !isLoopbackUrl(url))
        throw new Error(`webhooks go to this machine only, not to ${url}`);
      desk.setUrl(url);
    },
    webhookUrl: desk.url,
    flushWebhooks: () => world.agenda.idle(),
    reset() {
      store.clear();
      faults.clear();
      log.clear();
      storeSwitches({ ...defaultSwitches });
    },
  };
}
