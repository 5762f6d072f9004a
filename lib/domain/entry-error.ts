// Errors that every entry point may return besides its own refusals. Every code has a text in `messages`.
export const entryErrors = ["signed-out", "not-allowed", "invalid-input", "unexpected"] as const;
export type EntryError = (typeof entryErrors)[number];

/** For `invalid-input`: the first problem of each field, as the code from the schema of the field. */
export type FieldErrors = Record<string, string>;
