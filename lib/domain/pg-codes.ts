// What a PG's own code means, what it says about the money, and who can do something about it. PortOne passes PG
// codes through unchanged and there is no unified list (https://developers.portone.io/opi/ko/support/faq); the codes
// below are from the PGs' code books that PortOne publishes for V1 modules, so a code proves nothing by itself:
// `did-nothing` still needs a clean re-read.
import type { Fixer } from "./fixer";

export type PgReading = "did-nothing" | "maybe-done" | "unknown";

/** Every meaning has words in `messages`. */
const meanings = {
  "below-minimum": { money: "did-nothing", fixer: "operator" },
  "over-balance": { money: "did-nothing", fixer: "operator" },
  "balance-mismatch": { money: "did-nothing", fixer: "finance" },
  "count-exceeded": { money: "did-nothing", fixer: "finance" },
  "card-no-partial": { money: "did-nothing", fixer: "operator" },
  "method-no-partial": { money: "did-nothing", fixer: "operator" },
  "rechargeable-no-partial": { money: "did-nothing", fixer: "operator" },
  "partial-not-contracted": { money: "did-nothing", fixer: "finance" },
  "partial-takes-all": { money: "did-nothing", fixer: "operator" },
  "prepaid-card": { money: "did-nothing", fixer: "finance" },
  "type-not-allowed": { money: "did-nothing", fixer: "pg" },
  "vat-exceeded": { money: "did-nothing", fixer: "operator" },
  "tax-free-exceeded": { money: "did-nothing", fixer: "operator" },
  "account-refund-off": { money: "did-nothing", fixer: "finance" },
  "account-partial-off": { money: "did-nothing", fixer: "finance" },
  "account-in-month": { money: "did-nothing", fixer: "developer" },
  "settlement-short": { money: "did-nothing", fixer: "finance" },
  "deadline-passed": { money: "did-nothing", fixer: "finance" },
  maintenance: { money: "did-nothing", fixer: "operator" },
  "in-progress": { money: "maybe-done", fixer: "pg" },
  "already-cancelled": { money: "maybe-done", fixer: "finance" },
  "cancelled-by-pg": { money: "maybe-done", fixer: "finance" },
  "already-refunded": { money: "maybe-done", fixer: "finance" },
  "refund-requested": { money: "maybe-done", fixer: "pg" },
  "wrong-state": { money: "maybe-done", fixer: "pg" },
  "duplicate-request": { money: "maybe-done", fixer: "pg" },
} as const satisfies Record<string, { money: Exclude<PgReading, "unknown">; fixer: Fixer }>;
export type PgMeaning = keyof typeof meanings;

const codes: Record<string, Record<string, PgMeaning>> = {
  KCP: {
    "8035": "below-minimum",
    "8036": "over-balance",
    "8037": "balance-mismatch",
    "8040": "in-progress",
    "8098": "vat-exceeded",
    "8099": "tax-free-exceeded",
    "8133": "already-cancelled",
    "8142": "card-no-partial",
    "8178": "settlement-short",
    "8327": "account-refund-off",
    "8328": "account-partial-off",
    "8337": "already-refunded",
    "8340": "refund-requested",
    "8345": "account-in-month",
    "8379": "prepaid-card",
    "8381": "balance-mismatch",
    "8382": "over-balance",
    "8384": "type-not-allowed",
    "8386": "count-exceeded",
    "8387": "in-progress",
    "8388": "in-progress",
  },
  INICIS: {
    "500412": "partial-not-contracted",
    "500667": "deadline-passed",
    "500699": "method-no-partial",
    "500705": "count-exceeded",
    "500706": "balance-mismatch",
    "500707": "card-no-partial",
    "500714": "deadline-passed",
    "500715": "rechargeable-no-partial",
    "500749": "partial-takes-all",
  },
  KAKAOPAY: { "-710": "over-balance", "-784": "wrong-state", "-785": "duplicate-request" },
  NAVERPAY: { MaintenanceOngoing: "maintenance" },
  DAOU: { "9029": "settlement-short" },
};

/** PGs that say it in words only. Words are read for people; they prove nothing about the money. */
const messages: Record<string, readonly { says: RegExp; means: PgMeaning }[]> = {
  NICE: [{ says: /취소\s*금액이\s*미정산\s*금액보다/, means: "settlement-short" }],
  DANAL: [{ says: /취소\s*불가\s*상태/, means: "settlement-short" }],
};

/** What any PG may say in these words: a test payment that the PG has cancelled by itself. https://help.portone.io/content/test-integration */
const ofEveryPg: readonly { says: RegExp; means: PgMeaning }[] = [
  { says: /기\s*취소\s*거래/, means: "cancelled-by-pg" },
];

const families: Record<string, string> = {
  KCP_V2: "KCP",
  INICIS_V2: "INICIS",
  HTML5_INICIS: "INICIS",
  NICE_V2: "NICE",
  DANAL_TPAY: "DANAL",
};

/** How to read a PG's refusal of a cancel. Codes of a PG that is not in the table are unknown. */
export function readPgCode(pgProvider: string, pgCode: string): PgReading {
  const meaning = meaningOfCode(pgProvider, pgCode);
  return meaning === null ? "unknown" : meanings[meaning].money;
}

/** What a PG's refusal means to the person who reads it, by its code or else by its words; null where neither is known. */
export function pgMeaning(pgProvider: string, pgCode: string, pgMessage: string): PgMeaning | null {
  const said = [...(own(messages, familyOf(pgProvider)) ?? []), ...ofEveryPg].find(({ says }) =>
    says.test(pgMessage),
  );
  return meaningOfCode(pgProvider, pgCode) ?? said?.means ?? null;
}

/** Everything that a PG is known to say. Without a PG: what any of them says. */
export function pgMeaningsOf(pgProvider: string | null): PgMeaning[] {
  if (pgProvider === null) return Object.keys(meanings) as PgMeaning[];
  const family = familyOf(pgProvider);
  return [
    ...new Set([
      ...Object.values(own(codes, family) ?? {}),
      ...(own(messages, family) ?? []).map(({ means }) => means),
      ...ofEveryPg.map(({ means }) => means),
    ]),
  ];
}

export function fixerOfMeaning(meaning: PgMeaning): Fixer {
  return meanings[meaning].fixer;
}

function meaningOfCode(pgProvider: string, pgCode: string): PgMeaning | null {
  return own(own(codes, familyOf(pgProvider)) ?? {}, pgCode) ?? null;
}

function familyOf(pgProvider: string): string {
  return own(families, pgProvider) ?? pgProvider;
}

/** A PG may answer with any text as code, `constructor` too. */
function own<Value>(table: Record<string, Value>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
