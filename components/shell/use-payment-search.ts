"use client";
// Searches payments and customers while the person types: shortly after the last key, one request at a time.
import { useEffect, useState } from "react";
import { jumpsAnswer, type PaymentMatches } from "@/lib/domain/payment/payment-jump";

export type Found = { query: string; matches: PaymentMatches | "failed" };

const waitMs = 150;
/** A shorter text is the beginning of too many ids. */
const shortest = 2;

/** Returns the result for `query`; `found` is null during the request and where the text is too short. */
export function usePaymentSearch(query: string): { isAsking: boolean; found: Found | null } {
  const [found, setFound] = useState<Found | null>(null);
  const isSearched = query.length >= shortest;
  useEffect(() => {
    if (!isSearched) return;
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      const matches = await fetchMatches(query, controller.signal);
      if (!controller.signal.aborted) setFound({ query, matches });
    }, waitMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [query, isSearched]);
  const isAnswered = found?.query === query;
  return { isAsking: isSearched && !isAnswered, found: isSearched && isAnswered ? found : null };
}

async function fetchMatches(query: string, signal: AbortSignal): Promise<Found["matches"]> {
  try {
    const answer = await fetch(`/api/jump?q=${encodeURIComponent(query)}`, { signal });
    const read = jumpsAnswer.safeParse(answer.ok ? await answer.json() : null);
    return read.success ? read.data : "failed";
  } catch (error) {
    // Unreachable or aborted; the caller ignores the result of an aborted request.
    if (error instanceof TypeError || signal.aborted) return "failed";
    throw error;
  }
}
