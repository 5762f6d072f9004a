import "server-only";
import { NotSentError } from "./transport";

/** `.` and `..` resolve to another path, an empty id to the path of a list. */
export function isInvalidSegment(id: string): boolean {
  return ["", ".", ".."].includes(id);
}

/** Throws NotSentError for an id that would lead to another path. */
export function requireSegments(...ids: readonly string[]): void {
  if (ids.some(isInvalidSegment)) throw new NotSentError("an id that leads to another path is not sent");
}
