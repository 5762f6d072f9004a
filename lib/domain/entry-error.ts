// What any entry point may answer with besides its own refusals. Every code has words in `messages`.
export const entryErrors = ["signed-out", "not-allowed", "invalid-input", "unexpected"] as const;
export type EntryError = (typeof entryErrors)[number];

/** Of `invalid-input`: the first problem of each field, as the code that its schema gives. */
export type FieldErrors = Record<string, string>;
