"use client";
// Asks the desk for payments by an id, as it is typed: a moment after the last key, one question at a time.
import { useEffect, useState } from "react";
import { type Jump, jumpsAnswer } from "@/lib/domain/payment/payment-jump";

export type Found = { query: string; jumps: readonly Jump[] | "failed" };

const waitMs = 150;
/** What is shorter begins too many ids to be one. */
const shortest = 2;

/** What was found for `query`; null while it is being asked, or too short to be. */
export function useFound(query: string): { isAsking: boolean; found: Found | null } {
  const [found, setFound] = useState<Found | null>(null);
  const isAsked = query.length >= shortest;
  useEffect(() => {
    if (!isAsked) return;
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      const jumps = await ask(query, asking.signal);
      if (!asking.signal.aborted) setFound({ query, jumps });
    }, waitMs);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [query, isAsked]);
  const isAnswered = found?.query === query;
  return { isAsking: isAsked && !isAnswered, found: isAsked && isAnswered ? found : null };
}

async function ask(query: string, signal: AbortSignal): Promise<Found["jumps"]> {
  try {
    const answer = await fetch(`/api/jump?q=${encodeURIComponent(query)}`, { signal });
    const read = jumpsAnswer.safeParse(answer.ok ? await answer.json() : null);
    return read.success ? read.data.jumps : "failed";
  } catch (error) {
    // Not reached, or taken back; whoever took it back looks at it no more.
    if (error instanceof TypeError || signal.aborted) return "failed";
    throw error;
  }
}
