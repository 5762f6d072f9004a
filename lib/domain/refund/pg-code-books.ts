// The PGs' code books as PortOne publishes them (https://developers.portone.io/opi/ko/support/code-info/pg-3, its
// files nhnkcp-code.xlsx, inicis-code.xlsx, tosspayments-code.xlsx, danal_code.xls, kg-phone-cancel-code.pdf and
// kakao-code-20180820.xlsx, read on 2026-11-30). Only rows about cancels are included. Danal's sheets give one code
// several meanings: only rows of the mobile sheet that no other sheet contradicts are included. Codes of a PG's newer
// interface that are not in its book stay unknown.
import type { ResolvableBy } from "../resolvable-by";

/** `because`: why a refusal with this meaning excludes that money moved, or why it does not. */
type Meaning = { money: "did-nothing" | "maybe-done"; resolvableBy: ResolvableBy; because: string };

const checkedFirst = "The PG checks the request against the transaction before it carries out a cancel.";
const notAgreed = "The PG checks the merchant's contract before it reads the transaction.";
const mayBeOurs =
  "The operation that the PG has done or begun may be this very request, whose answer was lost.";

export const meanings = {
  "below-minimum": { money: "did-nothing", resolvableBy: "operator", because: checkedFirst },
  "over-balance": { money: "did-nothing", resolvableBy: "operator", because: checkedFirst },
  "balance-mismatch": { money: "did-nothing", resolvableBy: "finance", because: checkedFirst },
  "count-exceeded": { money: "did-nothing", resolvableBy: "finance", because: checkedFirst },
  "card-no-partial": { money: "did-nothing", resolvableBy: "operator", because: checkedFirst },
  "method-no-partial": { money: "did-nothing", resolvableBy: "operator", because: checkedFirst },
  "rechargeable-no-partial": { money: "did-nothing", resolvableBy: "operator", because: checkedFirst },
  "partial-not-contracted": { money: "did-nothing", resolvableBy: "finance", because: notAgreed },
  "partial-takes-all": { money: "did-nothing", resolvableBy: "operator", because: checkedFirst },
  "prepaid-card": { money: "did-nothing", resolvableBy: "finance", because: checkedFirst },
  "type-not-allowed": { money: "did-nothing", resolvableBy: "pg", because: checkedFirst },
  "vat-exceeded": { money: "did-nothing", resolvableBy: "operator", because: checkedFirst },
  "tax-free-exceeded": { money: "did-nothing", resolvableBy: "operator", because: checkedFirst },
  "account-refund-off": { money: "did-nothing", resolvableBy: "finance", because: notAgreed },
  "account-partial-off": { money: "did-nothing", resolvableBy: "finance", because: notAgreed },
  "account-in-month": { money: "did-nothing", resolvableBy: "developer", because: checkedFirst },
  "account-invalid": {
    money: "did-nothing",
    resolvableBy: "customer",
    because: "The PG refuses an account that it cannot pay to before it accepts the request.",
  },
  "settlement-short": {
    money: "did-nothing",
    resolvableBy: "finance",
    because: "The PG has too little of the merchant's money to pay the refund from.",
  },
  "deadline-passed": { money: "did-nothing", resolvableBy: "finance", because: checkedFirst },
  "carrier-refuses": {
    money: "did-nothing",
    resolvableBy: "finance",
    because: "The carrier refuses by the state of the line before it lowers the bill.",
  },
  maintenance: {
    money: "did-nothing",
    resolvableBy: "operator",
    because: "The PG accepts no cancel during maintenance.",
  },
  "in-progress": { money: "maybe-done", resolvableBy: "pg", because: mayBeOurs },
  "already-cancelled": { money: "maybe-done", resolvableBy: "finance", because: mayBeOurs },
  "cancelled-by-pg": {
    money: "maybe-done",
    resolvableBy: "finance",
    because: "A text and not a code: texts are read for people and prove nothing.",
  },
  "already-refunded": { money: "maybe-done", resolvableBy: "finance", because: mayBeOurs },
  "refund-requested": { money: "maybe-done", resolvableBy: "pg", because: mayBeOurs },
  "wrong-state": { money: "maybe-done", resolvableBy: "pg", because: mayBeOurs },
  "duplicate-request": { money: "maybe-done", resolvableBy: "pg", because: mayBeOurs },
} as const satisfies Record<string, Meaning>;
export type PgMeaning = keyof typeof meanings;

export const codes: Record<string, Record<string, PgMeaning>> = {
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
  TOSSPAYMENTS: {
    // 취소할 수 있는 기간 초과, 환불 기간 초과, 해당 달에만 취소 가능.
    S060: "deadline-passed",
    RF21: "deadline-passed",
    W010: "deadline-passed",
    // 취소 금액이 원금액·입금금액보다 큼.
    C053: "over-balance",
    CR10: "over-balance",
    RF27: "over-balance",
    CR11: "below-minimum",
    // 요청 금액이나 남은 잔액이 다름.
    C022: "balance-mismatch",
    C075: "balance-mismatch",
    C112: "balance-mismatch",
    D021: "balance-mismatch",
    R008: "balance-mismatch",
    W008: "balance-mismatch",
    // 부분취소 불가 상점·가맹점.
    C054: "partial-not-contracted",
    C070: "partial-not-contracted",
    C103: "partial-not-contracted",
    // 부분취소 불가 카드, 포인트, 즉시할인, 은련.
    C090: "card-no-partial",
    C097: "card-no-partial",
    C107: "card-no-partial",
    C108: "card-no-partial",
    C110: "card-no-partial",
    // 에스크로, 원화 외 통화, 현금카드의 부분취소.
    C074: "method-no-partial",
    C078: "method-no-partial",
    ES12: "method-no-partial",
    RF30: "method-no-partial",
    RF36: "method-no-partial",
    RF05: "account-refund-off",
    RF20: "account-invalid",
    RF26: "account-invalid",
    RF31: "account-invalid",
    // 멀티카드, 이미 정산에 반영된 반송 확정건.
    C025: "type-not-allowed",
    C063: "type-not-allowed",
    // 미처리건 존재, 환불 진행 중.
    C093: "in-progress",
    RF23: "in-progress",
    RF25: "in-progress",
    RF33: "in-progress",
    C0D3: "already-cancelled",
    C079: "already-cancelled",
    S020: "already-cancelled",
    T020: "already-cancelled",
    RF15: "already-refunded",
    RF32: "already-refunded",
    RF35: "already-refunded",
    // 취소할 수 없는 거래 상태, 승인·매입 취소 불가 상태.
    C026: "wrong-state",
    C046: "wrong-state",
    C047: "wrong-state",
    C083: "wrong-state",
  },
  DANAL: {
    "33": "deadline-passed",
    "46": "deadline-passed",
    "895": "deadline-passed",
    "36": "over-balance",
    "42": "over-balance",
    "892": "over-balance",
    "39": "below-minimum",
    "893": "balance-mismatch",
    "38": "method-no-partial",
    "466": "count-exceeded",
    "41": "account-refund-off",
    "45": "settlement-short",
    "43": "carrier-refuses",
    "401": "carrier-refuses",
    "35": "in-progress",
    "40": "refund-requested",
    "96": "refund-requested",
    "97": "already-refunded",
    "507": "already-cancelled",
    "778": "already-cancelled",
  },
  MOBILIANS: {
    "0042": "deadline-passed",
    // 번호 이동, 주민번호 불일치, 분실·정지, 해지, 고객 정보 변경, 결제 차단, 선결제.
    "0011": "carrier-refuses",
    "0012": "carrier-refuses",
    "0013": "carrier-refuses",
    "0014": "carrier-refuses",
    "0020": "carrier-refuses",
    "0024": "carrier-refuses",
    "0025": "carrier-refuses",
    "0030": "carrier-refuses",
    "0036": "carrier-refuses",
    "0044": "already-cancelled",
  },
  KAKAOPAY: { "-710": "over-balance", "-784": "wrong-state", "-785": "duplicate-request" },
  NAVERPAY: { MaintenanceOngoing: "maintenance" },
  DAOU: { "9029": "settlement-short" },
};
