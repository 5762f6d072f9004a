// The operations on the sandbox for tests and the control page, beyond PortOne's API.
import { showPayment } from "../api/render.ts";
import type { RequestEntry, RequestFilter, RequestLog } from "../api/request-log.ts";
import type { WirePayment } from "../api/wire.ts";
import { cancelOutside, type OutsideCancel } from "../cancel/outside-cancel.ts";
import { failCancellation, succeedCancellation } from "../cancel/settle.ts";
import type { LedgerEntry, PaymentRecord, Trigger, WebhookRecord } from "../state/records.ts";
import { isLoopbackUrl } from "../webhook/post.ts";
import type { WebhookSender } from "../webhook/sender.ts";
import type { World } from "../world.ts";
import { createPayment, type PaymentOverrides } from "./create-payment.ts";
import { type Fault, type FaultInput, faultShape } from "./faults.ts";
import { playScene, type SceneName } from "./scenes.ts";
import { defaultSwitches, type Switches, switchChoices, switchesShape } from "./switches.ts";

export type SandboxControl = {
  /** Creates a payment; `announce: true` also sends the webhook of its arrival. Throws when the id is taken. */
  createPayment(overrides?: PaymentOverrides): WirePayment;
  /** Returns the payment as the API shows it, or null. */
  getPayment(id: string): WirePayment | null;
  /** Returns the latest 50 payments whose id, order name or buyer contains `text`. */
  payments(text?: string): WirePayment[];
  /** Returns the money that really moved, oldest first. */
  ledger(paymentId?: string): LedgerEntry[];
  /** Returns the requests to the API address, oldest first (the last 2,000). */
  requests(filter?: RequestFilter): RequestEntry[];
  /** Returns every webhook with its attempts, oldest first. */
  webhooks(paymentId?: string): WebhookRecord[];
  /** Scripts a fault; `faultShape` has the kinds and defaults. Returns the fault with its id. */
  script(fault: FaultInput): Fault;
  faults(): Fault[];
  clearFaults(): void;
  /** Makes the payment of a scene with its webhook and scripts its faults (scenes.ts). Returns the payment. */
  playScene(name: SceneName): WirePayment;
  /** Ends a pending cancellation. Throws when it is not pending. */
  endCancellation(paymentId: string, cancellationId: string, outcome: "succeed" | "fail"): WirePayment;
  /** Ends the transfer of a virtual account's refund, under the switch `virtualAccountPayout: "manual"`. */
  endPayout(paymentId: string, outcome: "complete" | "fail"): WirePayment;
  /** Cancels as a person in PortOne's console; by default the whole remaining amount. Throws when it is not possible. */
  cancelInConsole(paymentId: string, options?: OutsideCancel): WirePayment;
  /** Cancels as another API client, PortOne's staff or a chargeback. Throws when it is not possible. */
  cancelByOther(paymentId: string, options: OutsideCancel & { trigger: Trigger }): WirePayment;
  /** Pays into a waiting virtual account. Throws when the account does not wait. */
  deposit(paymentId: string): WirePayment;
  /** Opens a dispute of a paid payment, or resolves its open one. Throws when neither is possible. */
  dispute(paymentId: string, action: "open" | "resolve"): WirePayment;
  setSwitches(partial: Partial<Switches>): Switches;
  switches(): Switches;
  resetSwitches(): Switches;
  /** Returns the values of every switch that is an enumeration. */
  switchChoices(): Record<string, string[]>;
  /** Moves the sandbox's clock by `ms` and runs what is due. Returns the new time in ms. */
  shiftClock(ms: number): number;
  /** Returns the sandbox's time in ms. */
  now(): number;
  /** Sets the address of webhooks; null sends none. Throws when the address is not loopback. */
  setWebhookUrl(url: string | null): void;
  webhookUrl(): string | null;
  /** Returns the address at which the client shows a payment, with `{paymentId}` in the id's place, or null. */
  paymentPage(): string | null;
  /** Resolves when nothing is due. */
  flushWebhooks(): Promise<void>;
  /** Deletes payments, ledger, webhooks, keys, faults and requests, and resets switches; keeps secrets. In memory only. */
  reset(): void;
};

/** Creates the control of one running sandbox. Every change is durable when its call returns. */
export function createControl(
  world: World,
  desk: WebhookSender,
  log: RequestLog,
  storeSwitches: (switches: Switches) => void,
  paymentPage: string | null,
): SandboxControl {
  const { store, clock, faults } = world;

  function shown(payment: PaymentRecord): WirePayment {
    return structuredClone(showPayment(payment, store.webhooksOf(payment.id), world.switches()));
  }

  function findPayment(paymentId: string): PaymentRecord {
    const payment = store.payments.get(paymentId);
    if (!payment) throw new Error(`no payment ${paymentId}`);
    return payment;
  }

  function committed(payment: PaymentRecord): WirePayment {
    store.commit();
    return shown(payment);
  }

  const control: SandboxControl = {
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
    playScene: (name) => playScene(control, name),
    endCancellation(paymentId, cancellationId, outcome) {
      const settle = outcome === "succeed" ? succeedCancellation : failCancellation;
      return committed(settle(world, findPayment(paymentId), cancellationId));
    },
    endPayout(paymentId, outcome) {
      const payment = findPayment(paymentId);
      const method = payment.method;
      if (method?.type !== "PaymentMethodVirtualAccount" || method.refundStatus !== "PENDING") {
        throw new Error(`payment ${paymentId} has no refund transfer in progress`);
      }
      const failed = payment.status === "CANCELLED" ? "FAILED" : "PARTIAL_REFUND_FAILED";
      const refundStatus = outcome === "complete" ? "COMPLETED" : failed;
      const ended = { ...method, refundStatus } as const;
      return committed(store.putPayment({ ...payment, method: ended, updatedAt: clock.now() }));
    },
    // The console sets its own reason, whatever the operator wrote (reference 8.3).
    cancelInConsole: (paymentId, { reason: _ignored, ...options } = {}) =>
      committed(cancelOutside(world, findPayment(paymentId), { trigger: "CONSOLE" }, options)),
    cancelByOther: (paymentId, { trigger, ...options }) =>
      committed(cancelOutside(world, findPayment(paymentId), { trigger }, options)),
    deposit(paymentId) {
      const payment = findPayment(paymentId);
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
      const payment = findPayment(paymentId);
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
    paymentPage: () => paymentPage,
    flushWebhooks: () => world.agenda.idle(),
    reset() {
      store.clear();
      faults.clear();
      log.clear();
      storeSwitches({ ...defaultSwitches });
    },
  };
  return control;
}
