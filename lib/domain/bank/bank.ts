// Exactly PortOne's `Bank` codes: https://developers.portone.io/api/rest-v2/type-def#Bank
import { accountNumberLength } from "./account-number-length";

export const banks = [
  "KOOKMIN",
  "SHINHAN",
  "WOORI",
  "HANA",
  "NONGHYUP",
  "IBK",
  "KAKAO",
  "TOSS",
  "K_BANK",
  "KFCC",
  "POST",
  "STANDARD_CHARTERED",
  "CITI",
  "SHINHYUP",
  "SUHYUP",
  "LOCAL_NONGHYUP",
  "DAEGU",
  "BUSAN",
  "KYONGNAM",
  "KWANGJU",
  "JEONBUK",
  "JEJU",
  "KDB",
  "SAVINGS_BANK",
  "SUHYUP_FEDERATION",
  "NFCF",
  "WOORI_INVESTMENT_BANK",
  "HSBC",
  "DEUTSCHE",
  "JPMC",
  "MORGAN_STANLEY",
  "MIZUHO",
  "MUFG",
  "BANK_OF_AMERICA",
  "BNP_PARIBAS",
  "ICBC",
  "BANK_OF_CHINA",
  "CCB",
  "BOCOM",
  "UOB",
  "MISC_FOREIGN",
  "BANK_OF_KOREA",
  "KEXIM",
  "KODIT",
  "KIBO",
  "SGI",
  "KCIS",
  "MIRAE_ASSET_SECURITIES",
  "SAMSUNG_SECURITIES",
  "KOREA_SECURITIES",
  "NH_SECURITIES",
  "KB_SECURITIES",
  "KIWOOM_SECURITIES",
  "SHINHAN_SECURITIES",
  "HANA_SECURITIES",
  "TOSS_SECURITIES",
  "KAKAO_PAY_SECURITIES",
  "DAISHIN_SECURITIES",
  "MERITZ_SECURITIES",
  "HANHWA_SECURITIES",
  "YUANTA_SECURITIES",
  "KYOBO_SECURITIES",
  "HYUNDAI_MOTOR_SECURITIES",
  "DB_SECURITIES",
  "EUGENE_SECURITIES",
  "HI_SECURITIES",
  "EBEST_SECURITIES",
  "SK_SECURITIES",
  "IBK_SECURITIES",
  "BNK_SECURITIES",
  "DAOL_SECURITIES",
  "SHINYOUNG_SECURITIES",
  "HANYANG_SECURITIES",
  "BOOKOOK_SECURITIES",
  "CAPE_SECURITIES",
  "SANGSANGIN_SECURITIES",
  "LEADING_SECURITIES",
  "KOREA_FOSS_SECURITIES",
  "KOREA_SECURITIES_FINANCE",
] as const;
export type Bank = (typeof banks)[number];

export type BankKind = "bank" | "securities";

/** PortOne does not state the kind. */
export function bankKind(bank: Bank): BankKind {
  return /_SECURITIES(_FINANCE)?$/.test(bank) ? "securities" : "bank";
}

const notRetail: readonly Bank[] = ["BANK_OF_KOREA", "KEXIM", "KODIT", "KIBO", "SGI", "KCIS"];

/** PortOne takes banks without customers' accounts too. */
export function isRetail(bank: Bank): boolean {
  return !notRetail.includes(bank);
}

export function accountDigits(typed: string): string | null {
  const plain = typed.replace(/[\s\p{Pd}\p{Default_Ignorable_Code_Point}\u2212.·]/gu, "");
  // No other character is normalized: "①" and "10²" are not digits of an account.
  return /^[0-9０-９]*$/.test(plain) ? plain.normalize("NFKC") : null;
}

export type AccountNumberProblem =
  | "account-missing"
  | "account-not-digits"
  | "account-too-short"
  | "account-too-long";

export function accountNumberProblem(typed: string): AccountNumberProblem | null {
  const digits = accountDigits(typed);
  if (digits === null) return "account-not-digits";
  if (digits === "") return "account-missing";
  if (digits.length < accountNumberLength.min) return "account-too-short";
  return digits.length > accountNumberLength.max ? "account-too-long" : null;
}
