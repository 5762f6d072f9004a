// What a PG's own code means, what it says about the money, and who can resolve it. PortOne passes PG codes through
// unchanged, without a unified list (https://developers.portone.io/opi/ko/support/faq). The codes are from PG code
// books that PortOne publishes for V1 modules, so a code alone proves nothing: `did-nothing` still needs a clean
// re-read.

import type { ResolvableBy } from "../resolvable-by";
import { codes, meanings, type PgMeaning } from "./pg-code-books";

export type { PgMeaning } from "./pg-code-books";
export type PgReading = "did-nothing" | "maybe-done" | "unknown";

/** Meanings that a PG states only as text. Texts are read for people; they prove nothing about the money. */
const messages: Record<string, readonly { pattern: RegExp; meaning: PgMeaning }[]> = {
  NICE: [{ pattern: /취소\s*금액이\s*미정산\s*금액보다/, meaning: "settlement-short" }],
  DANAL: [{ pattern: /취소\s*불가\s*상태/, meaning: "settlement-short" }],
};

/** A text of any PG: the PG itself cancelled a test payment. https://help.portone.io/content/test-integration */
const ofEveryPg: readonly { pattern: RegExp; meaning: PgMeaning }[] = [
  { pattern: /기\s*취소\s*거래/, meaning: "cancelled-by-pg" },
];

const families: Record<string, string> = {
  KCP_V2: "KCP",
  INICIS_V2: "INICIS",
  HTML5_INICIS: "INICIS",
  NICE_V2: "NICE",
  DANAL_TPAY: "DANAL",
  DANAL: "DANAL",
  UPLUS: "TOSSPAYMENTS",
  MOBILIANS_V2: "MOBILIANS",
};

/** Returns how to read a PG's refusal of a cancel. Codes of a PG that is not in the table are unknown. */
export function readPgCode(pgProvider: string, pgCode: string): PgReading {
  const meaning = meaningOfCode(pgProvider, pgCode);
  return meaning === null ? "unknown" : meanings[meaning].money;
}

/** Returns the meaning of a PG's refusal by its code, or else by its text; null where both are unknown. */
export function pgMeaning(pgProvider: string, pgCode: string, pgMessage: string): PgMeaning | null {
  const matched = [...(own(messages, familyOf(pgProvider)) ?? []), ...ofEveryPg].find(({ pattern }) =>
    pattern.test(pgMessage),
  );
  return meaningOfCode(pgProvider, pgCode) ?? matched?.meaning ?? null;
}

/** Returns every known meaning of a PG's refusals; without a PG, the meanings of all PGs. */
export function pgMeaningsOf(pgProvider: string | null): PgMeaning[] {
  if (pgProvider === null) return Object.keys(meanings) as PgMeaning[];
  const family = familyOf(pgProvider);
  return [
    ...new Set([
      ...Object.values(own(codes, family) ?? {}),
      ...(own(messages, family) ?? []).map(({ meaning }) => meaning),
      ...ofEveryPg.map(({ meaning }) => meaning),
    ]),
  ];
}

export function resolvableByOfMeaning(meaning: PgMeaning): ResolvableBy {
  return meanings[meaning].resolvableBy;
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
