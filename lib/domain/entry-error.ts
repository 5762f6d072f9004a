/** `confirm-first`: the person must prove again who they are. */
export const entryErrors = [
  "signed-out",
  "not-allowed",
  "confirm-first",
  "invalid-input",
  "unexpected",
] as const;
export type EntryError = (typeof entryErrors)[number];

export type FieldErrors = Record<string, string>;
