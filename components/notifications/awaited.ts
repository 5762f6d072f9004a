// Refunds that this person awaits, and refunds whose end was announced: stored in the browser for all its tabs, by number
// alone, so that an end is announced once.
import { readStored, writeStored } from "@/components/ui/local-storage";
import {
  type AwaitedAnswer,
  type AwaitedRefund,
  type EndedRefund,
  hasEnded,
  maxAwaitedRefunds,
} from "@/lib/domain/refund/awaited-refund";

type List = "open" | "announced";

/** Returns the numbers of the refunds that were open at the last check. */
export function awaitedBy(personId: string): string[] {
  return read("open", personId);
}

/** Returns the given refunds and all open refunds with their states; null without an answer: the next check asks again. */
export async function fetchAwaited(numbers: readonly string[]): Promise<AwaitedRefund[] | null> {
  try {
    const answer = await fetch(`/api/awaited?numbers=${numbers.join(",")}`);
    return answer.ok ? ((await answer.json()) as AwaitedAnswer).refunds : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/**
 * Stores the refunds that are open now, and returns those that have ended since and that no tab has announced yet.
 * `requested`: the numbers that the answer covers; refunds that another check has stored meanwhile stay.
 */
export function recordAwaited(
  personId: string,
  requested: readonly string[],
  refunds: readonly AwaitedRefund[],
): EndedRefund[] {
  const [open, announced] = [read("open", personId), read("announced", personId)];
  const ended = refunds
    .filter(hasEnded)
    .filter(({ number }) => open.includes(number) && !announced.includes(number));
  const answered = [...requested, ...refunds.map(({ number }) => number)];
  write("open", personId, [
    ...refunds.filter((refund) => !hasEnded(refund)).map(({ number }) => number),
    ...open.filter((number) => !answered.includes(number)),
  ]);
  if (ended.length > 0) write("announced", personId, [...ended.map(({ number }) => number), ...announced]);
  return ended;
}

function read(list: List, personId: string): string[] {
  return readStored(keyOf(list, personId)).split(" ").filter(Boolean);
}

function write(list: List, personId: string, numbers: readonly string[]): void {
  writeStored(keyOf(list, personId), numbers.slice(0, maxAwaitedRefunds).join(" "));
}

function keyOf(list: List, personId: string): string {
  return `refund-desk.awaited ${list} ${personId}`;
}
