// What people and PortOne remember of a crash test: what they asked, what they were told, and when a process died.
import type { RefundRequest } from "@/lib/domain/refund/refund";
import type { Answer, Said } from "./operator";

/** A form that was sent, and every answer to it. */
export type Form = { request: RefundRequest; answers: Answer[] };

export type Memory = {
  forms: Form[];
  payments: Set<string>;
  /** The webhook ids of the test's own posts that were answered 200. */
  acknowledged: Set<string>;
  kills: Date[];
  /** From each SIGKILL until the desk answered again, in milliseconds. */
  outages: number[];
  /** Ended refunds as the desk first told of them. */
  ended: Map<string, Said["state"]>;
  /** Promises that were seen broken. */
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

/** Whether nobody knows what became of a form: its person would send it again. */
export function isUnanswered({ answers }: Form): boolean {
  return answers.every(({ kind }) => kind === "none");
}
