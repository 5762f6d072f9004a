/** Who can mend what is wrong. Every word has a name in `messages`; `nobody` is left unsaid. */
export type ResolvableBy =
  | "operator"
  | "finance"
  | "console"
  | "developer"
  | "portone"
  | "pg"
  | "customer"
  | "nobody";
