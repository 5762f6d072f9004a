"use client";
import { useRef, useState } from "react";
import type { EntryError } from "@/lib/domain/entry-error";
import { type Action, referenceIn } from "./action";
import { isDeskUpdated } from "./desk-updated";
import { confirmedCall } from "./overlay-state";

/** `no-answer`: the call may have arrived. `desk-updated`: the server has run nothing, because it has a newer build. */
export type CallFailure = "no-answer" | "desk-updated";

export type Refusal<Code extends string> = {
  code: Code | EntryError | CallFailure;
  reference: string | null;
  detail?: unknown;
};

export type Outcome<Value, Code extends string> =
  | { kind: "done"; value: Value }
  | { kind: "refused"; refusal: Refusal<Code> }
  | { kind: "running" };

/** Runs one call of an action at a time: `run` returns `running` and sends nothing while an earlier call is pending. */
export function useAction<Input, Value, Code extends string>(action: Action<Input, Value, Code>) {
  const running = useRef(false);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal<Code> | null>(null);

  async function run(input: Input): Promise<Outcome<Value, Code>> {
    if (running.current) return { kind: "running" };
    running.current = true;
    setPending(true);
    const answer = await confirmedCall(() => action(input)).catch(failureOf);
    running.current = false;
    setPending(false);
    if (typeof answer === "object" && answer.ok) {
      setRefusal(null);
      return { kind: "done", value: answer.value };
    }
    const refused: Refusal<Code> =
      typeof answer === "string"
        ? { code: answer, reference: null }
        : {
            code: answer.error.code,
            reference: referenceIn(answer.error.detail),
            detail: answer.error.detail,
          };
    setRefusal(refused);
    return { kind: "refused", refusal: refused };
  }

  return { run, isPending, refusal };
}

/** Rethrows a redirect of Next.js, which must reach the router. Any other error means that the call failed. */
function failureOf(cause: unknown): CallFailure {
  if (cause instanceof Error && "digest" in cause && String(cause.digest).startsWith("NEXT_REDIRECT"))
    throw cause;
  return isDeskUpdated(cause) ? "desk-updated" : "no-answer";
}
