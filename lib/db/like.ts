import "server-only";
import { type Column, like, type SQL } from "drizzle-orm";

/** The text is taken literally. An index with text_pattern_ops serves the condition. */
export function beginsWith(column: Column, text: string): SQL {
  return like(column, `${text.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`);
}
