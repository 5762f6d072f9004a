import "server-only";
import { type Column, like, type SQL } from "drizzle-orm";

/** Returns a condition: the column begins with the text, taken literally. An index with text_pattern_ops serves it. */
export function beginsWith(column: Column, text: string): SQL {
  return like(column, `${text.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`);
}
