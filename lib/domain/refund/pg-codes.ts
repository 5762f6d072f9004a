// PortOne passes PG codes on without a unified list (https://developers.portone.io/opi/ko/support/faq). The code books
// are of V1 modules, so a code alone proves nothing: `did-nothing` still needs a clean re-read.

import type { ResolvableBy } from "../resolvable-by";
import { codes, meanings, type PgMeaning } from "./pg-code-books";

export type { PgMeaning } from "./pg-code-books";
export type PgReading = "did-nothing" | "maybe-done" | "unknown";

/** Texts are read for people and prove nothing about the money. */
const messages: Record<string, readonly { pattern: RegExp; meaning: PgMeaning }[]> = {
  NICE: [{ pattern: /취소\s*금액이\s*미정산\s*금액보다/, meaning: "settlement-short" }],
  DANAL: [{ pattern: /취소\s*불가\s*상태/, meaning: "settlement-short" }],
};

/** The PG itself cancelled a test payment. https://help.portone.io/content/test-integration */
const ofEveryPg: readonly { pattern: RegExp; meaning: PgMeaning }[] = [
  { pattern: /기\s*취소\s*거래/, meaning: "cancelled-by-pg" },
];

const codeBooks: Record<string, string> = {
  KCP_V2: "KCP",
  INICIS_V2: "INICIS",
  HTML5_INICIS: "INICIS",
  NICE_V2: "NICE",
  DANAL_TPAY: "DANAL",
  DANAL: "DANAL",
  UPLUS: "TOSSPAYMENTS",
  MOBILIANS_V2: "MOBILIANS",
};

export function readPgCode(pgProvider: string, pgCode: string): PgReading {
  const meaning = meaningOfCode(pgProvider, pgCode);
  return meaning === null ? "unknown" : meanings[meaning].money;
}

export function pgMeaning(pgProvider: string, pgCode: string, pgMessage: string): PgMeaning | null {
  const matched = [...(own(messages, familyOf(pgProvider)) ?? []), ...ofEveryPg].find(({ pattern }) =>
    pattern.test(pgMessage),
  );
  return meaningOfCode(pgProvider, pgCode) ?? matched?.meaning ?? null;
}

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
  return own(codeBooks, pgProvider) ?? pgProvider;
}

/** A PG may answer with any text as code, `constructor` too. */
function own<Value>(table: Record<string, Value>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
