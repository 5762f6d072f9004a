import "server-only";
import { type Column, like, type SQL } from "drizzle-orm";

/** The text is taken literally. An index with text_pattern_ops serves the condition. */
export function beginsWith(column: Column, text: string): SQL {
  return like(column, `${likeLiteral(text)}%`);
}

/** The text is taken literally. An index with gin_trgm_ops serves the condition. */
export function containing(column: Column, text: string): SQL {
  return like(column, `%${likeLiteral(text)}%`);
}

export function likeLiteral(text: string): string {
  return text.replaceAll(/[\\%_]/g, (special) => `\\${special}`);
}
