// Names of card issuers. PortOne documents the codes of its promotions; `card.issuer` has such a code or the PG's own name.

type Names = { ko: string; en: string; others?: readonly string[] };

const issuers: Readonly<Record<string, Names>> = {
  SHINHAN_CARD: { ko: "신한카드", en: "Shinhan Card" },
  SAMSUNG_CARD: { ko: "삼성카드", en: "Samsung Card" },
  HYUNDAI_CARD: { ko: "현대카드", en: "Hyundai Card" },
  KOOKMIN_CARD: { ko: "국민카드", en: "KB Kookmin Card", others: ["KB국민카드", "KB카드"] },
  LOTTE_CARD: { ko: "롯데카드", en: "Lotte Card" },
  HANA_CARD: { ko: "하나카드", en: "Hana Card" },
  WOORI_CARD: { ko: "우리카드", en: "Woori Card" },
  NH_CARD: { ko: "NH농협카드", en: "NH Nonghyup Card", others: ["농협카드", "NH카드"] },
  BC_CARD: { ko: "BC카드", en: "BC Card", others: ["비씨카드"] },
  CITI_CARD: { ko: "씨티카드", en: "Citi Card" },
  SUHYUP_CARD: { ko: "수협카드", en: "Suhyup Card" },
  GWANGJU_CARD: { ko: "광주카드", en: "Gwangju Card" },
  JEONBUK_CARD: { ko: "전북카드", en: "Jeonbuk Card" },
  JEJU_CARD: { ko: "제주카드", en: "Jeju Card" },
  KAKAO_BANK: { ko: "카카오뱅크", en: "KakaoBank" },
  K_BANK: { ko: "케이뱅크", en: "K bank" },
  TOSS_BANK: { ko: "토스뱅크", en: "Toss Bank" },
  KFCC: { ko: "새마을금고", en: "MG Community Credit" },
  SHINHYUP: { ko: "신협", en: "Credit Union" },
  EPOST: { ko: "우체국", en: "Korea Post" },
  SAVINGS_BANK_KOREA: { ko: "저축은행", en: "Savings banks" },
  KOREA_DEVELOPMENT_BANK: { ko: "산업은행", en: "Korea Development Bank", others: ["KDB산업은행"] },
  MIRAE_ASSET_SECURITIES: { ko: "미래에셋증권", en: "Mirae Asset Securities" },
};

/** Returns every name of an issuer, the Korean and the English one first; of an unknown issuer its own text. */
export function issuerNames(issuer: string): readonly string[] {
  const code = issuerCode(issuer);
  return code === null ? [issuer] : [...new Set([...namesOf(code), issuer])];
}

/** Returns PortOne's code of an issuer that has a name here, or null. */
export function issuerCode(issuer: string): string | null {
  const own = plain(issuer);
  const found = Object.keys(issuers).find(
    (code) => code === issuer || namesOf(code).some((name) => plain(name) === own),
  );
  return found ?? null;
}

/** Returns the codes of the issuers with a name in which a word begins with the text, in any case. */
export function issuersNamed(text: string): string[] {
  const typed = text.normalize("NFC").toLowerCase();
  if (typed === "" || "card".startsWith(typed)) return [];
  const isNamed = (name: string) =>
    ` ${name.toLowerCase()}`.includes(` ${typed}`) || plain(name).startsWith(typed);
  return Object.keys(issuers).filter((code) => namesOf(code).some(isNamed));
}

/** Every code that has a name here, in an order that never changes for a code that exists. */
export const issuerCodes: readonly string[] = Object.keys(issuers);

function namesOf(code: string): string[] {
  const names = issuers[code];
  return names === undefined ? [] : [names.ko, names.en, ...(names.others ?? [])];
}

function plain(name: string): string {
  return name.normalize("NFC").toLowerCase().replaceAll(/\s/g, "");
}
