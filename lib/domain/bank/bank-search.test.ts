import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { type Bank, bankKind, banks, isRetail } from "./bank";
import { bankAliases } from "./bank-aliases";
import { bankName, bankNames } from "./bank-names";
import { searchBanks } from "./bank-search";

describe("the bank codes", () => {
  const file = process.env.PORTONE_OPENAPI;
  test.runIf(file)("and Korean names equal those of PortOne's specification", () => {
    const titled = z.record(z.string(), z.object({ title: z.string() }));
    const shape = z.object({
      components: z.object({
        schemas: z.object({ Bank: z.object({ enum: z.array(z.string()), "x-portone-enum": titled }) }),
      }),
    });
    const { Bank } = shape.parse(JSON.parse(readFileSync(file ?? "", "utf8"))).components.schemas;
    expect([...banks].sort()).toEqual([...Bank.enum].sort());
    const theirs = Object.entries(Bank["x-portone-enum"]).map(([code, { title }]) => [code, title]);
    const ours = banks.map((bank) => [bank, bankName(bank, "ko")]);
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
  });

  test("are unique, and each has a kind", () => {
    expect(new Set(banks).size).toBe(79);
    expect(banks.filter((bank) => bankKind(bank) === "securities")).toHaveLength(32);
    for (const bank of banks) {
      expect(bankKind(bank) === "securities", bank).toBe(/증권|DB금융투자/.test(bankNames[bank].ko));
    }
  });

  test("have no name or alias in common, except 농협 and 수협", () => {
    const sharedNames = ["농협", "수협"];
    const all = banks.flatMap((bank) => [bankNames[bank].ko, ...(bankAliases[bank] ?? [])]);
    const duplicates = all.filter((name, at) => all.indexOf(name) !== at && !sharedNames.includes(name));
    expect(duplicates).toEqual([]);
  });
});

describe("the first bank found", () => {
  test.each<[string, Bank]>([
    // By Korean name, whole or partial.
    ["국민은행", "KOOKMIN"],
    ["국민", "KOOKMIN"],
    ["신한", "SHINHAN"],
    ["신한투자", "SHINHAN_SECURITIES"],
    ["하나", "HANA"],
    ["제일", "STANDARD_CHARTERED"],
    ["한국투자증권", "KOREA_SECURITIES"],
    ["DB금융투자", "DB_SECURITIES"],
    // By alias.
    ["카뱅", "KAKAO"],
    ["케뱅", "K_BANK"],
    ["토뱅", "TOSS"],
    ["농협", "NONGHYUP"],
    ["단위농협", "LOCAL_NONGHYUP"],
    ["축협", "LOCAL_NONGHYUP"],
    ["새마을", "KFCC"],
    ["기업", "IBK"],
    ["수협", "SUHYUP"],
    ["대구", "DAEGU"],
    ["외환", "HANA"],
    ["한투", "KOREA_SECURITIES"],
    ["시티", "CITI"],
    ["SBI", "SAVINGS_BANK"],
    ["우리종금", "WOORI_INVESTMENT_BANK"],
    // In English, in any letter case, and by code.
    ["kookmin", "KOOKMIN"],
    ["Shinhan Bank", "SHINHAN"],
    ["KB", "KOOKMIN"],
    ["kakao", "KAKAO"],
    ["toss bank", "TOSS"],
    ["K-Bank", "K_BANK"],
    ["im bank", "DAEGU"],
    ["STANDARD_CHARTERED", "STANDARD_CHARTERED"],
    ["standard_chartered", "STANDARD_CHARTERED"],
    ["hsbc", "HSBC"],
    // By initial consonants, also joined by a keyboard.
    ["ㅅㅎ", "SHINHAN"],
    ["ㄱㅁ", "KOOKMIN"],
    ["ㅋㅋㅇ", "KAKAO"],
    ["ㅇㄹ", "WOORI"],
    ["ㄴㅎ", "NONGHYUP"],
    ["ㄶ", "NONGHYUP"],
    ["ㅅㅁㅇ", "KFCC"],
    ["ㅋㅂ", "KAKAO"],
    ["ㄳ", "ICBC"],
    // Partly typed, at each stage of composition.
    ["ㅅ", "SHINHAN"],
    ["시", "SHINHAN"],
    ["신", "SHINHAN"],
    ["싢", "SHINHAN"],
    ["신하", "SHINHAN"],
    ["신ㅎ", "SHINHAN"],
    ["국미", "KOOKMIN"],
    ["카ㅂ", "KAKAO"],
    ["카배", "KAKAO"],
    ["톳", "TOSS"],
    ["nh농", "NONGHYUP"],
    ["NHㄴㅎ", "NONGHYUP"],
    // Typed on an English keyboard.
    ["tlsgks", "SHINHAN"],
    ["rnrals", "KOOKMIN"],
    // Pasted.
    ["  신한 은행 ", "SHINHAN"],
    ["ＫＢ국민은행", "KOOKMIN"],
    ["신한은행".normalize("NFD"), "SHINHAN"],
  ])("for %s is %s", (query, bank) => {
    expect(searchBanks(query)[0]).toBe(bank);
  });
});

describe("searchBanks", () => {
  test("returns every bank that customers have accounts with for an empty text, banks first", () => {
    const all = searchBanks(" ");
    expect(all).toEqual(banks.filter(isRetail));
    const firstSecurities = all.findIndex((bank) => bankKind(bank) === "securities");
    expect(all.slice(firstSecurities).every((bank) => bankKind(bank) === "securities")).toBe(true);
  });

  test.each(["zzz", "없는은행", "🏦", "ㅋㅋㅋㅋㅋㅋ", "%", "\\"])("finds nothing for %s", (query) => {
    expect(searchBanks(query)).toEqual([]);
  });

  test.each<[string, Bank]>([
    ["한국은행", "BANK_OF_KOREA"],
    ["KODIT", "KODIT"],
    ["서울보증보험", "SGI"],
  ])("lists a bank without customer accounts only for its whole name: %s", (query, bank) => {
    expect(searchBanks(query)).toEqual([bank]);
    expect(searchBanks(query.slice(0, 2))).not.toContain(bank);
  });

  test("finds both kinds of 농협", () => {
    expect(searchBanks("농협").slice(0, 2)).toEqual(["NONGHYUP", "LOCAL_NONGHYUP"]);
  });

  test("finds every bank by its whole name, alias, English name and code", () => {
    for (const bank of banks) {
      const { ko, en } = bankNames[bank];
      for (const name of [ko, en, bank, ...(bankAliases[bank] ?? [])])
        expect(searchBanks(name), name).toContain(bank);
    }
  });

  test("finds a bank at every stage of typing its name", () => {
    fc.assert(
      fc.property(fc.constantFrom(...banks.filter(isRetail)), fc.nat(20), (bank, length) => {
        const { ko } = bankNames[bank];
        expect(searchBanks(ko.slice(0, length))).toContain(bank);
      }),
    );
  });

  test("returns only known banks for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (query) => {
        for (const bank of searchBanks(query)) expect(banks).toContain(bank);
      }),
    );
  });
});
