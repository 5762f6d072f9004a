export type ResolvableBy =
  | "operator"
  | "finance"
  | "console"
  | "developer"
  | "portone"
  | "pg"
  | "customer"
  | "nobody";
