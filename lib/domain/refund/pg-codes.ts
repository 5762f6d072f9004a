// What a PG's own code means, what it says about the money, and who can do something about it. PortOne passes PG
// codes through unchanged and there is no unified list (https://developers.portone.io/opi/ko/support/faq); the codes
// below are from the PGs' code books that PortOne publishes for V1 modules, so a code proves nothing by itself:
// `did-nothing` still needs a clean re-read.

import type { ResolvableBy } from "../resolvable-by";
import { codes, meanings, type PgMeaning } from "./pg-code-books";

export type { PgMeaning } from "./pg-code-books";
export type PgReading = "did-nothing" | "maybe-done" | "unknown";

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
  DANAL: "DANAL",
  UPLUS: "TOSSPAYMENTS",
  MOBILIANS_V2: "MOBILIANS",
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
