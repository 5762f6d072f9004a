import "server-only";
import { type Column, like, type SQL } from "drizzle-orm";

/** The column begins with the text, whatever signs stand in it; served by an index with text_pattern_ops. */
export function beginsWith(column: Column, text: string): SQL {
  return like(column, `${text.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`);
}
