// Scripted trouble: which request or webhook it strikes, how often, and what happens. Every fault that was
// scripted for a target is used up in the order of scripting, one of each family per request.
import * as z from "zod";

export const operations = [
  "getPayment",
  "getPayments",
  "getAllPaymentsByCursor",
  "getPaymentTransactions",
  "getAllPaymentEventsByCursor",
  "cancelPayment",
  "stopPaymentCancellation",
  "closeVirtualAccount",
  "resendWebhook",
  "cancelCashReceiptByPaymentId",
  "getPromotion",
] as const;
export type Operation = (typeof operations)[number];

const count = z.number().int().min(1).default(1);
const request = {
  /** Absent = every payment. */
  paymentId: z.string().optional(),
  /** "any" = every operation. */
  operation: z.enum([...operations, "any"]).default("cancelPayment"),
  count,
};
const webhook = { paymentId: z.string().optional(), webhookType: z.string().optional(), count };
const cancel = { paymentId: z.string().optional(), count };
const ms = z.number().int().min(0);

export const faultShape = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("delay"),
    ...request,
    ms,
    executeAt: z.enum(["start", "end"]).default("start"),
  }),
  z.strictObject({ kind: z.literal("answer-then-drop"), ...request }),
  z.strictObject({ kind: z.literal("reset"), ...request }),
  z.strictObject({ kind: z.literal("execute-then-silence"), ...request }),
  z.strictObject({ kind: z.literal("silence"), ...request }),
  z.strictObject({
    kind: z.literal("pg-error"),
    ...request,
    pgCode: z.string().default("8178"),
    pgMessage: z.string().default("정산 금액이 부족하여 취소할 수 없습니다."),
    executed: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal("html"),
    ...request,
    status: z.union([z.literal(500), z.literal(502), z.literal(503)]).default(502),
    executed: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal("status"),
    ...request,
    status: z.number().int().min(200).max(599),
    body: z.json().default({ type: "SANDBOX_SCRIPTED", message: "scripted answer" }),
    executed: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal("unknown-status"),
    ...cancel,
    status: z.string().default("UNDER_REVIEW"),
    executed: z.boolean().default(true),
  }),
  z.strictObject({ kind: z.literal("malformed"), ...request, executed: z.boolean().default(true) }),
  z.strictObject({
    kind: z.literal("async-cancel"),
    ...cancel,
    autoSettle: z
      .strictObject({ afterMs: ms, as: z.enum(["succeed", "fail"]).default("succeed") })
      .optional(),
  }),
  z.strictObject({ kind: z.literal("fail-cancel"), ...cancel }),
  z.strictObject({ kind: z.literal("webhook-lost"), ...webhook }),
  z.strictObject({ kind: z.literal("webhook-delay"), ...webhook, ms }),
  z.strictObject({ kind: z.literal("webhook-twice"), ...webhook }),
  z.strictObject({ kind: z.literal("webhook-out-of-order"), ...webhook }),
  z.strictObject({ kind: z.literal("webhook-before-answer"), ...webhook }),
]);

/** A fault as a caller writes it; see the shape for defaults. */
export type FaultInput = z.input<typeof faultShape>;
/** A fault in force: `count` is how often it will still strike. */
export type Fault = z.output<typeof faultShape> & { id: string };

type Family = "answer" | "cancel" | "webhook";
const families = {
  delay: "answer",
  "answer-then-drop": "answer",
  reset: "answer",
  "execute-then-silence": "answer",
  silence: "answer",
  "pg-error": "answer",
  html: "answer",
  status: "answer",
  "unknown-status": "answer",
  malformed: "answer",
  "async-cancel": "cancel",
  "fail-cancel": "cancel",
  "webhook-lost": "webhook",
  "webhook-delay": "webhook",
  "webhook-twice": "webhook",
  "webhook-out-of-order": "webhook",
  "webhook-before-answer": "webhook",
} as const satisfies Record<Fault["kind"], Family>;
export type AnswerFault = Extract<Fault, { kind: KindsOf<"answer"> }>;
type CancelFault = Extract<Fault, { kind: KindsOf<"cancel"> }>;
export type WebhookFault = Extract<Fault, { kind: KindsOf<"webhook"> }>;
type KindsOf<F extends Family> = {
  [K in Fault["kind"]]: (typeof families)[K] extends F ? K : never;
}[Fault["kind"]];

export type FaultBook = {
  add(fault: Fault): void;
  list(): Fault[];
  clear(): void;
  /** The next fault on the way of an answer, used up by this call. */
  takeForAnswer(operation: Operation, paymentId: string | null): AnswerFault | null;
  /** The next fault in what a cancel comes to, used up by this call. */
  takeForCancel(paymentId: string): CancelFault | null;
  /** The next fault in a webhook's delivery, used up by this call. */
  takeForWebhook(paymentId: string, type: string): WebhookFault | null;
};

/** Keeps scripted faults; `changed` is told the whole list after each change so that it can be stored. */
export function createFaultBook(initial: readonly Fault[], changed: (faults: Fault[]) => void): FaultBook {
  let faults: Fault[] = [...initial];

  function replace(next: Fault[]): void {
    faults = next;
    changed(next);
  }

  function take(matches: (fault: Fault) => boolean): Fault | null {
    const found = faults.find(matches);
    if (!found) return null;
    const left = found.count - 1;
    replace(
      left > 0
        ? faults.map((fault) => (fault === found ? { ...found, count: left } : fault))
        : faults.filter((fault) => fault !== found),
    );
    return found;
  }

  return {
    add: (fault) => replace([...faults, fault]),
    list: () => structuredClone(faults),
    clear: () => replace([]),
    takeForAnswer(operation, paymentId) {
      const found = take((fault) => {
        if (!isAnswerFault(fault) || !concerns(fault, paymentId)) return false;
        const wanted = fault.kind === "unknown-status" ? "cancelPayment" : fault.operation;
        return wanted === "any" || wanted === operation;
      });
      return found && isAnswerFault(found) ? found : null;
    },
    takeForCancel(paymentId) {
      const found = take((fault) => isCancelFault(fault) && concerns(fault, paymentId));
      return found && isCancelFault(found) ? found : null;
    },
    takeForWebhook(paymentId, type) {
      const found = take(
        (fault) =>
          isWebhookFault(fault) &&
          concerns(fault, paymentId) &&
          (fault.webhookType === undefined || fault.webhookType === type),
      );
      return found && isWebhookFault(found) ? found : null;
    },
  };
}

function isAnswerFault(fault: Fault): fault is AnswerFault {
  return families[fault.kind] === "answer";
}

function isCancelFault(fault: Fault): fault is CancelFault {
  return families[fault.kind] === "cancel";
}

function isWebhookFault(fault: Fault): fault is WebhookFault {
  return families[fault.kind] === "webhook";
}

function concerns(fault: Fault, paymentId: string | null): boolean {
  return fault.paymentId === undefined || fault.paymentId === paymentId;
}
