/** Who can resolve a problem. Every value has a label in `messages`; `nobody` is not shown. */
export type ResolvableBy =
  | "operator"
  | "finance"
  | "console"
  | "developer"
  | "portone"
  | "pg"
  | "customer"
  | "nobody";
