// The faults that the control page offers as buttons, by what they affect.
import type { FaultInput } from "./faults.ts";

export const faultChoices = {
  answer: {
    delay: { kind: "delay", ms: 5_000 },
    "answer-then-drop": { kind: "answer-then-drop" },
    reset: { kind: "reset" },
    "execute-then-silence": { kind: "execute-then-silence" },
    silence: { kind: "silence" },
    "pg-error": { kind: "pg-error" },
    "pg-error-executed": { kind: "pg-error", executed: true },
    html: { kind: "html", status: 502 },
    "html-executed": { kind: "html", status: 500, executed: true },
    "too-many-requests": { kind: "status", status: 429, body: { message: "Too many requests" } },
    "unknown-status": { kind: "unknown-status" },
    malformed: { kind: "malformed" },
  },
  cancellation: {
    "async-cancel": { kind: "async-cancel" },
    "fail-cancel": { kind: "fail-cancel" },
  },
  webhook: {
    "webhook-lost": { kind: "webhook-lost" },
    "webhook-delay": { kind: "webhook-delay", ms: 30_000 },
    "webhook-twice": { kind: "webhook-twice" },
    "webhook-out-of-order": { kind: "webhook-out-of-order" },
    "webhook-before-answer": { kind: "webhook-before-answer" },
  },
} as const satisfies Record<string, Record<string, FaultInput>>;

export type FaultGroup = keyof typeof faultChoices;
export type FaultChoice = { [G in FaultGroup]: keyof (typeof faultChoices)[G] }[FaultGroup];
