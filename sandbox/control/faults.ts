// Scripted faults: the request or webhook, the number of uses, and the effect. Faults of a target are used up in the order
// of scripting, at most one of each family per request.
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
  z.strictObject({ kind: z.literal("execute-then-silence"), ...request, ms: ms.default(0) }),
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

/** A fault as the caller writes it; `faultShape` has the defaults. */
export type FaultInput = z.input<typeof faultShape>;
/** A scripted fault; `count` is the number of remaining uses. */
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

export type FaultList = {
  add(fault: Fault): void;
  list(): Fault[];
  clear(): void;
  takeForAnswer(operation: Operation, paymentId: string | null): AnswerFault | null;
  takeForCancel(paymentId: string): CancelFault | null;
  takeForWebhook(paymentId: string, type: string): WebhookFault | null;
};

/** Creates the list of scripted faults. `changed` receives the whole list after each change, to store it. */
export function createFaultBook(initial: readonly Fault[], changed: (faults: Fault[]) => void): FaultList {
  let faults: Fault[] = [...initial];

  function replace(next: Fault[]): void {
    faults = next;
    changed(next);
  }

  function take(matches: (fault: Fault) => boolean): Fault | null {
    const match = faults.find(matches);
    if (!match) return null;
    const left = match.count - 1;
    replace(
      left > 0
        ? faults.map((fault) => (fault === match ? { ...match, count: left } : fault))
        : faults.filter((fault) => fault !== match),
    );
    return match;
  }

  return {
    add: (fault) => replace([...faults, fault]),
    list: () => structuredClone(faults),
    clear: () => replace([]),
    takeForAnswer(operation, paymentId) {
      const match = take((fault) => {
        if (!isAnswerFault(fault) || !appliesTo(fault, paymentId)) return false;
        const operationOfFault = fault.kind === "unknown-status" ? "cancelPayment" : fault.operation;
        return operationOfFault === "any" || operationOfFault === operation;
      });
      return match && isAnswerFault(match) ? match : null;
    },
    takeForCancel(paymentId) {
      const match = take((fault) => isCancelFault(fault) && appliesTo(fault, paymentId));
      return match && isCancelFault(match) ? match : null;
    },
    takeForWebhook(paymentId, type) {
      const match = take(
        (fault) =>
          isWebhookFault(fault) &&
          appliesTo(fault, paymentId) &&
          (fault.webhookType === undefined || fault.webhookType === type),
      );
      return match && isWebhookFault(match) ? match : null;
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

function appliesTo(fault: Fault, paymentId: string | null): boolean {
  return fault.paymentId === undefined || fault.paymentId === paymentId;
}
