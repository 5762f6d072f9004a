"use client";
// One call of an action at a time, with what it refused. What was typed stays in the form.
import { useRef, useState } from "react";
import type { EntryError } from "@/lib/domain/entry-error";
import { type Action, referenceIn } from "./action";

/** `no-answer` when the call itself failed. */
export type Refusal<Code extends string> = {
  code: Code | EntryError | "no-answer";
  reference: string | null;
  /** What the server says beside the code. */
  detail?: unknown;
};

type Outcome<Value, Code extends string> =
  | { kind: "done"; value: Value }
  | { kind: "refused"; refusal: Refusal<Code> }
  | { kind: "running" };

/** `run` answers `running`, and sends nothing, while an earlier call has no answer yet. */
export function useAction<Input, Value, Code extends string>(action: Action<Input, Value, Code>) {
  const running = useRef(false);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal<Code> | null>(null);

  async function run(input: Input): Promise<Outcome<Value, Code>> {
    if (running.current) return { kind: "running" };
    running.current = true;
    setPending(true);
    const answer = await action(input).catch(noAnswer);
    running.current = false;
    setPending(false);
    if (answer?.ok) {
      setRefusal(null);
      return { kind: "done", value: answer.value };
    }
    const refused: Refusal<Code> =
      answer === null
        ? { code: "no-answer", reference: null }
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

/** Next carries a redirect as an error that must reach the router; any other means that the call failed. */
function noAnswer(cause: unknown): null {
  if (cause instanceof Error && "digest" in cause && String(cause.digest).startsWith("NEXT_REDIRECT"))
    throw cause;
  return null;
}
