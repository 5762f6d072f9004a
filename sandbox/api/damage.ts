// The answers that scripted faults send in place of the real answer.
import type { AnswerFault } from "../control/faults.ts";
import type { JsonValue } from "../state/records.ts";
import type { Answer } from "./refusal.ts";

export type Raw = { status: number; text: string; type: string };

/** Returns the answer of a fault that executes nothing; null when the request continues. */
export function answerWithoutExecuting(fault: AnswerFault): Raw | null {
  if (fault.kind === "html" && !fault.executed) return htmlPage(fault.status);
  if (fault.kind === "status" && !fault.executed) return jsonText(fault.status, fault.body);
  if (fault.kind === "malformed" && !fault.executed) return broken({ cancellation: { status: "SUCCEEDED" } });
  return null;
}

/** Returns the answer that a fault sends in place of the real answer; null when the real answer is sent. */
export function faultedAnswer(fault: AnswerFault, real: Answer): Raw | null {
  if (fault.kind === "html") return htmlPage(fault.status);
  if (fault.kind === "status") return jsonText(fault.status, fault.body);
  return fault.kind === "malformed" ? broken(real.body) : null;
}

function htmlPage(status: number): Raw {
  const text = `<html><head><title>${status}</title></head><body><h1>${status} Bad Gateway</h1></body></html>`;
  return { status, text, type: "text/html" };
}

function jsonText(status: number, body: unknown): Raw {
  return { status, text: JSON.stringify(body), type: "application/json; charset=utf-8" };
}

function broken(body: JsonValue): Raw {
  const text = JSON.stringify(body);
  return {
    status: 200,
    text: text.slice(0, Math.ceil(text.length / 2)),
    type: "application/json; charset=utf-8",
  };
}

/** Returns a cancel's answer with another `cancellation.status`, and other answers unchanged. */
export function withStatus(real: Answer, status: string): Answer {
  const { body } = real;
  if (real.status !== 200 || typeof body !== "object" || body === null || Array.isArray(body)) return real;
  const { cancellation } = body;
  if (typeof cancellation !== "object" || cancellation === null || Array.isArray(cancellation)) return real;
  return { status: 200, body: { ...body, cancellation: { ...cancellation, status } } };
}
