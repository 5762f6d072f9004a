// Which refunds this person waits for, and of which they have been told: kept in the browser for all its tabs, by number
// alone, so that one end is told once.
import { readStored, store } from "@/components/ui/local-storage";
import {
  type AwaitedAnswer,
  type AwaitedRefund,
  type EndedRefund,
  hasEnded,
  mostAwaited,
} from "@/lib/domain/refund/awaited-refund";

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

/**
 * Remembers what is open now, and answers with what has ended since and was told by no tab yet. `asked`: the numbers that
 * the answer is for; of what another look has found meanwhile it says nothing.
 */
export function noteAwaited(
  personId: string,
  asked: readonly string[],
  refunds: readonly AwaitedRefund[],
): EndedRefund[] {
  const [open, told] = [read("open", personId), read("told", personId)];
  const ended = refunds
    .filter(hasEnded)
    .filter(({ number }) => open.includes(number) && !told.includes(number));
  const answered = [...asked, ...refunds.map(({ number }) => number)];
  write("open", personId, [
    ...refunds.filter((refund) => !hasEnded(refund)).map(({ number }) => number),
    ...open.filter((number) => !answered.includes(number)),
  ]);
  if (ended.length > 0) write("told", personId, [...ended.map(({ number }) => number), ...told]);
  return ended;
}

function read(what: What, personId: string): string[] {
  return readStored(placeOf(what, personId)).split(" ").filter(Boolean);
}

function write(what: What, personId: string, numbers: readonly string[]): void {
  store(placeOf(what, personId), numbers.slice(0, mostAwaited).join(" "));
}

function placeOf(what: What, personId: string): string {
  return `refund-desk.awaited ${what} ${personId}`;
}
