// Ids within a path of PortOne's API.
import "server-only";
import { NotSentError } from "./transport";

/** Returns whether an id cannot stand in a path: `.` and `..` lead to another path, and nothing to that of a list. */
export function isNoSegment(id: string): boolean {
  return ["", ".", ".."].includes(id);
}

/** Throws NotSentError for an id that cannot stand in a path. */
export function requireSegments(...ids: readonly string[]): void {
  if (ids.some(isNoSegment)) throw new NotSentError("an id that leads to another path is not sent");
}
