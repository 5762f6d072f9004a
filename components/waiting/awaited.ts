// Which refunds this person waits for, and of which they have been told: kept in the browser for all its tabs, by number
// alone, so that one end is told once.
import { keep, readKept } from "@/components/ui/kept";
import {
  type AwaitedAnswer,
  type AwaitedRefund,
  type EndedRefund,
  hasEnded,
  mostAwaited,
} from "@/lib/domain/awaited";

type What = "open" | "told";

/** The numbers of the refunds that were open when somebody looked last. */
export function awaitedBy(personId: string): string[] {
  return read("open", personId);
}

/** How these stand and all that are open; null where the desk gave no answer: the next look will get one. */
export async function askAwaited(numbers: readonly string[]): Promise<AwaitedRefund[] | null> {
  try {
    const answer = await fetch(`/api/awaited?numbers=${numbers.join(",")}`);
    return answer.ok ? ((await answer.json()) as AwaitedAnswer).refunds : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Remembers what is open now, and answers with what has ended since and was told by no tab yet. */
export function noteAwaited(personId: string, refunds: readonly AwaitedRefund[]): EndedRefund[] {
  const [open, told] = [read("open", personId), read("told", personId)];
  const ended = refunds
    .filter(hasEnded)
    .filter(({ number }) => open.includes(number) && !told.includes(number));
  write(
    "open",
    personId,
    refunds.filter((refund) => !hasEnded(refund)),
  );
  if (ended.length > 0) write("told", personId, [...ended, ...told.map((number) => ({ number }))]);
  return ended;
}

function read(what: What, personId: string): string[] {
  return readKept(placeOf(what, personId)).split(" ").filter(Boolean);
}

function write(what: What, personId: string, refunds: readonly { number: string }[]): void {
  const numbers = refunds.slice(0, mostAwaited).map(({ number }) => number);
  keep(placeOf(what, personId), numbers.join(" "));
}

function placeOf(what: What, personId: string): string {
  return `refund-desk.awaited ${what} ${personId}`;
}
