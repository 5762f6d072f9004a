// What a crash test remembers: the forms that were sent, the answers, and when a process died.
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import type { Answer, ShownRefund } from "./operator";

/** `approvalId`: null until a form of a person who must ask has been recorded as waiting; absent for other forms. */
export type Form = { request: RefundRequest; answers: Answer[]; approvalId?: string | null };

export type Memory = {
  forms: Form[];
  payments: Set<string>;
  /** The webhook ids of the test's own posts that were answered 200. */
  acknowledged: Set<string>;
  kills: Date[];
  /** From each SIGKILL until the desk answered again, in milliseconds. */
  outages: number[];
  /** Final states by refund id, as the desk first showed them. */
  ended: Map<string, ShownRefund["state"]>;
  broken: string[];
};

export function newMemory(): Memory {
  return {
    forms: [],
    payments: new Set(),
    acknowledged: new Set(),
    kills: [],
    outages: [],
    ended: new Map(),
    broken: [],
  };
}

/** Returns whether a form got no answer, so that its person would send the form again. */
export function isUnanswered({ answers }: Form): boolean {
  return answers.every(({ kind }) => kind === "none");
}
