"use client";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { type Refusal, useAction } from "@/components/ui/use-action";
import type { ListedReason, ReasonError } from "@/lib/domain/refund/refund-reason";
import type { ReasonActions } from "./reason-actions";

/** Shows a new order at once and stores the newest order, one call at a time. A refusal shows the stored order again. */
export function useReasonOrder(
  stored: readonly ListedReason[],
  orderReasons: ReasonActions["orderReasons"],
  onRefusal: (refusal: Refusal<ReasonError> | null) => void,
) {
  const router = useRouter();
  const { run } = useAction(orderReasons);
  const [moved, setMoved] = useState<{ from: readonly ListedReason[]; order: ListedReason[] } | null>(null);
  const unsaved = useRef<readonly ListedReason[] | null>(null);
  const isSaving = useRef(false);
  const reasons = moved?.from === stored ? moved.order : stored;

  /** Moves the reason at `from` to the place `to`. */
  async function move(from: number, to: number): Promise<void> {
    const reason = reasons[from];
    if (reason === undefined || from === to) return;
    const order = reasons.toSpliced(from, 1).toSpliced(to, 0, reason);
    setMoved({ from: stored, order });
    unsaved.current = order;
    if (isSaving.current) return;
    isSaving.current = true;
    let refusal: Refusal<ReasonError> | null = null;
    while (unsaved.current !== null && refusal === null) {
      const codes = unsaved.current.map(({ code }) => code);
      unsaved.current = null;
      const outcome = await run({ codes });
      if (outcome.kind === "refused") refusal = outcome.refusal;
    }
    unsaved.current = null;
    isSaving.current = false;
    if (refusal !== null) setMoved(null);
    onRefusal(refusal);
    router.refresh();
  }

  return { reasons, move };
}
