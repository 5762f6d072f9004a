// One override for each subject; the newest counts.
import * as z from "zod/mini";
import { isAmount } from "../money";
import { textSchema } from "../text-schema";
import { type Contract, contracts } from "./rule";
import type { Within } from "./seoul-calendar";

export const deadlineMethods = [
  "CARD",
  "TRANSFER",
  "VIRTUAL_ACCOUNT",
  "EASY_PAY",
  "GIFT_CERTIFICATE",
  "CRYPTO",
] as const;
export type DeadlineMethod = (typeof deadlineMethods)[number];

const pgProvider = z.string().check(z.regex(/^[A-Z0-9_]{2,40}$/, "pg-missing"));
const within = z.discriminatedUnion("unit", [
  z.object({
    unit: z.literal("months"),
    count: z.int("count-invalid").check(z.gte(1, "count-invalid"), z.lte(120, "count-invalid")),
  }),
  z.object({
    unit: z.literal("days"),
    count: z.int("count-invalid").check(z.gte(1, "count-invalid"), z.lte(3650, "count-invalid")),
  }),
  z.object({ unit: z.literal("none") }),
]);

export const policyOverride = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("contract"),
    contract: z.enum(contracts),
    pgProvider,
    has: z.boolean(),
  }),
  z.object({
    kind: z.literal("deadline"),
    method: z.enum(deadlineMethods),
    pgProvider: z.nullable(pgProvider),
    within,
  }),
  /** In won, for a refund to a bank account. */
  z.object({
    kind: z.literal("account-fee"),
    pgProvider,
    amount: z
      .int("amount-invalid")
      .check(z.refine(isAmount, "amount-invalid"), z.lte(100_000, "amount-invalid")),
  }),
]);
export type PolicyOverride = z.infer<typeof policyOverride>;

const noteLength = { max: 200 } as const;

export const setOverrideInput = z.object({
  override: policyOverride,
  note: textSchema({ max: noteLength.max, tooLong: "note-too-long" }),
});
export type SetOverrideInput = z.infer<typeof setOverrideInput>;

export const removeOverrideInput = z.object({ key: z.string().check(z.minLength(1), z.maxLength(200)) });

export type SetOverride = { key: string; override: PolicyOverride; note: string; by: string; at: string };

export function overrideKey(override: PolicyOverride): string {
  switch (override.kind) {
    case "contract":
      return `contract:${override.contract}:${override.pgProvider}`;
    case "deadline":
      return `deadline:${override.method}:${override.pgProvider ?? "*"}`;
    case "account-fee":
      return `account-fee:${override.pgProvider}`;
  }
}

type Found<Kind extends PolicyOverride["kind"]> = {
  value: Extract<PolicyOverride, { kind: Kind }>;
  set: SetOverride;
};

export function contractWith(
  overrides: readonly SetOverride[],
  contract: Contract,
  pg: string,
): Found<"contract"> | null {
  return find(overrides, "contract", (value) => value.contract === contract && value.pgProvider === pg);
}

/** Returns the override for this PG, otherwise the one for every PG; null without any. */
export function ownDeadline(
  overrides: readonly SetOverride[],
  methods: readonly DeadlineMethod[],
  pg: string,
): Found<"deadline"> | null {
  for (const method of methods) {
    const own =
      find(overrides, "deadline", (value) => value.method === method && value.pgProvider === pg) ??
      find(overrides, "deadline", (value) => value.method === method && value.pgProvider === null);
    if (own !== null) return own;
  }
  return null;
}

export function ownAccountFee(overrides: readonly SetOverride[], pg: string): Found<"account-fee"> | null {
  return find(overrides, "account-fee", (value) => value.pgProvider === pg);
}

export function periodOf(stated: Found<"deadline">["value"]["within"]): Within | null {
  if (stated.unit === "none") return null;
  return stated.unit === "months" ? { months: stated.count } : { days: stated.count };
}

function find<Kind extends PolicyOverride["kind"]>(
  overrides: readonly SetOverride[],
  kind: Kind,
  fits: (value: Found<Kind>["value"]) => boolean,
): Found<Kind> | null {
  for (const set of overrides) {
    const value = set.override as Found<Kind>["value"];
    if (set.override.kind === kind && fits(value)) return { value, set };
  }
  return null;
}
