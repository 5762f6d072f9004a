export const entryErrors = ["signed-out", "not-allowed", "invalid-input", "unexpected"] as const;
export type EntryError = (typeof entryErrors)[number];

export type FieldErrors = Record<string, string>;
