import * as z from "zod/mini";
import { type EntryError, entryErrors } from "@/lib/domain/entry-error";
import type { Result } from "@/lib/domain/result";

/** Server action that is passed as a prop: takes one typed object and resolves to a Result. */
export type Action<Input, Value, Code extends string = never> = (
  input: Input,
) => Promise<Result<Value, Code | EntryError>>;

export function isEntryError(code: string): code is EntryError {
  return entryErrors.some((known) => known === code);
}

const referenced = z.object({ reference: z.string() });

/** Returns the reference under which the server logged an unexpected error, or null. */
export function referenceIn(detail: unknown): string | null {
  const parsed = referenced.safeParse(detail);
  return parsed.success ? parsed.data.reference : null;
}
