// The refusals of PGs (502 PG_PROVIDER): one function per rule, in the order of evaluation. The comment of a rule names
// its source page under https://developers.portone.io/opi/ko or in the help centre.
import { type Refusal, refuseByPg } from "../api/refusal.ts";
import type { CardMethod, PaymentRecord } from "../state/records.ts";
import { type PgTopic, pgCodeFor } from "./pg-codes.ts";
import { ignoresVat, isNextMonth, type PgCancelRequest, paidAtOf, pgOf } from "./pg-rules.ts";
import { daysBetween, hourOf, isPastMonths } from "./seoul-time.ts";

/** Returns the PG's refusal of this cancel, or null when the PG would execute it. */
export function pgRefusal(question: PgCancelRequest): Refusal | null {
  for (const rule of rules) {
    const refused = rule(question);
    if (refused) return refused;
  }
  return null;
}

type Rule = (question: PgCancelRequest) => Refusal | null;

const rules: readonly Rule[] = [
  pendingCancel,
  autoCancelled,
  accountNumber,
  mobile,
  ksnet,
  virtualAccount,
  deadlineByMethod,
  giftCertificate,
  convenienceStore,
  partialContract,
  testPartial,
  escrow,
  paypalTaxFree,
  paymentwall,
  smallDollars,
  cardPartial,
  tossPayVat,
  vatBalance,
];

function pendingCancel({ payment, switches }: PgCancelRequest): Refusal | null {
  const pending = payment.cancellations.some((entry) => entry.status === "REQUESTED");
  return pending && switches.pendingCancelBlocks
    ? refusal(payment, "in-progress", "처리 중인 취소 요청이 있습니다.")
    : null;
}

// The format is not documented. Banks accept digits, and hyphens as people write them.
function accountNumber({ payment, body }: PgCancelRequest): Refusal | null {
  const number = body.refundAccount?.number;
  return number !== undefined && !/^[0-9-]{6,30}$/.test(number)
    ? refusal(payment, "account-number", "환불 계좌번호가 올바르지 않습니다.")
    : null;
}

// cancel/v2, how-to-use/refund-date, impossible-partial-cancel; KCP code book 8345.
function mobile({ payment, body, partial, now, switches }: PgCancelRequest): Refusal | null {
  if (payment.method?.type !== "PaymentMethodMobile") return null;
  const pg = pgOf(payment);
  if (isNextMonth(payment, now)) {
    const offers = pg === "INICIS_V2" || pg === "KCP_V2" || pg === "KPN";
    if (!offers || !switches.contractMobileNextMonth || !body.refundAccount) {
      return refusal(payment, "deadline", "휴대폰 결제는 결제한 달에만 취소할 수 있습니다.");
    }
  } else if (pg === "KCP_V2" && body.refundAccount) {
    return refusal(
      payment,
      "account-in-month",
      "당월 거래는 계좌 환불 대상이 아닙니다. 일반 취소를 이용하세요.",
    );
  }
  const partials = pg === "INICIS_V2" || (pg === "KCP_V2" && switches.contractMobilePartial);
  return partial && !partials
    ? refusal(payment, "partial-not-allowed", "휴대폰 결제는 부분취소할 수 없습니다.")
    : null;
}

// integration/pg/v2/ksnet: six months, nine partials, virtual accounts 06:00-23:00.
function ksnet({ payment, partial, now }: PgCancelRequest): Refusal | null {
  if (pgOf(payment) !== "KSNET") return null;
  if (isPastMonths(paidAtOf(payment), 6, now))
    return refusal(payment, "deadline", "취소 가능 기간(6개월)이 지났습니다.");
  const partials = payment.cancellations.filter((entry) => entry.status !== "FAILED").length;
  if (partial && partials >= 9)
    return refusal(payment, "partial-count", "부분취소 가능 횟수(9회)를 초과했습니다.");
  const closed = hourOf(now) < 6 || hourOf(now) >= 23;
  return payment.method?.type === "PaymentMethodVirtualAccount" && closed
    ? refusal(payment, "opening-hours", "가상계좌 환불 가능 시간은 06:00~23:00입니다.")
    : null;
}

// cancel/v2, help impossible-partial-cancel (Danal), vbank-test-guide.
function virtualAccount({ payment, switches }: PgCancelRequest): Refusal | null {
  if (payment.method?.type !== "PaymentMethodVirtualAccount") return null;
  const pg = pgOf(payment);
  if (pg === "DANAL_TPAY")
    return refusal(payment, "account-refund-off", "가상계좌 환불을 지원하지 않습니다.");
  if (payment.channel?.type === "TEST" && switches.testVirtualAccountRefund === "reject") {
    return refusal(payment, "no-deposit", "입금 내역이 없어 취소할 수 없습니다.");
  }
  return pg !== "TOSSPAYMENTS" && !switches.contractVirtualAccountRefund
    ? refusal(payment, "account-refund-off", "가상계좌 환불 특약이 없습니다.")
    : null;
}

// cancel/v2: cards about a year, Kakao Pay card 1 year and money 5, Naver Pay 1095 days, PayPal 180 days.
function deadlineByMethod({ payment, now, switches }: PgCancelRequest): Refusal | null {
  const paidAt = paidAtOf(payment);
  const pg = pgOf(payment);
  const method = payment.method;
  const easy = method?.type === "PaymentMethodEasyPay" ? method : null;
  const late = refusal(payment, "deadline", "취소 가능 기간이 지났습니다.");
  if (pg === "NAVERPAY" || easy?.provider === "NAVERPAY")
    return daysBetween(paidAt, now) > 1095 ? late : null;
  if (pg === "PAYPAL_V2" || easy?.provider === "PAYPAL") return daysBetween(paidAt, now) > 180 ? late : null;
  if (pg === "KAKAOPAY" || easy?.provider === "KAKAOPAY") {
    const months = easy?.easyPayMethod?.type === "PaymentMethodEasyPayMethodCharge" ? 60 : 12;
    return isPastMonths(paidAt, months, now) ? late : null;
  }
  if (method?.type === "PaymentMethodTransfer" && switches.transferDeadline === "three-months") {
    return isPastMonths(paidAt, 3, now) ? late : null;
  }
  const byCard = cardOf(payment) !== null && switches.cardDeadline === "enforced";
  return byCard && isPastMonths(paidAt, 12, now) ? late : null;
}

// integration/pg/v2/tosspayments; pg/v1/daou.
function giftCertificate({ payment, partial }: PgCancelRequest): Refusal | null {
  if (payment.method?.type !== "PaymentMethodGiftCertificate" || !partial) return null;
  const pg = pgOf(payment);
  const kind = payment.method.giftCertificateType;
  const daou = pg === "DAOU" && (kind === "BOOKNLIFE" || kind === "SMART_MUNSANG");
  return pg === "TOSSPAYMENTS" || daou
    ? refusal(payment, "partial-not-allowed", "상품권 결제는 부분취소할 수 없습니다.")
    : null;
}

// integration/pg/v2/inicis-jp: cancelling is possible only before the deposit, and a paid payment has been deposited.
function convenienceStore({ payment }: PgCancelRequest): Refusal | null {
  return payment.method?.type === "PaymentMethodConvenienceStore"
    ? refusal(payment, "already-paid-out", "입금이 끝난 편의점 결제는 취소할 수 없습니다.")
    : null;
}

// integration/pg/v2/nice-v2, pg/v1/welcome.
function partialContract({ payment, partial, switches }: PgCancelRequest): Refusal | null {
  const needed = pgOf(payment) === "NICE_V2" || pgOf(payment) === "WELCOME";
  return needed && partial && !switches.contractPartialCancel
    ? refusal(payment, "partial-not-allowed", "부분취소 계약이 되어 있지 않습니다.")
    : null;
}

// help channel-setting/danal; integration/pg/v2/smartro-v2: a check card payment can only be cancelled in full.
function testPartial({ payment, partial }: PgCancelRequest): Refusal | null {
  const isSmartroCheckCard = pgOf(payment) === "SMARTRO_V2" && cardOf(payment)?.card?.type === "DEBIT";
  const fullOnly = pgOf(payment) === "DANAL_TPAY" || isSmartroCheckCard;
  return fullOnly && payment.channel?.type === "TEST" && partial
    ? refusal(payment, "partial-not-allowed", "테스트 환경에서는 부분취소를 지원하지 않습니다.")
    : null;
}

const notAutoCancelled = new Set(["PaymentMethodEasyPay", "PaymentMethodVirtualAccount"]);
const autoCancelling = new Set([
  "INICIS_V2",
  "MOBILIANS_V2",
  "NICE_V2",
  "SETTLE",
  "SMARTRO_V2",
  "DANAL_TPAY",
  "DAOU",
]);

// help test-integration, test-mode-cancel: the PG cancels the payment on its day, without notifying PortOne.
function autoCancelled({ payment, now, switches }: PgCancelRequest): Refusal | null {
  const isOver = daysBetween(paidAtOf(payment), now) > 0;
  const isTest = payment.channel?.type === "TEST" && autoCancelling.has(pgOf(payment));
  return switches.testAutoCancel && isTest && isOver && !notAutoCancelled.has(payment.method?.type ?? "")
    ? refusal(payment, "auto-cancelled", "기 취소 거래입니다.")
    : null;
}

// help content200006; pg/v1/welcome/caution.
function escrow({ payment, partial }: PgCancelRequest): Refusal | null {
  if (!payment.escrow) return null;
  if (partial && payment.escrow.status !== "CONFIRMED") {
    return refusal(payment, "escrow", "구매확정 전 에스크로 결제는 부분취소할 수 없습니다.");
  }
  return pgOf(payment) === "WELCOME" && payment.escrow.status !== "REJECTED"
    ? refusal(payment, "escrow", "구매거절 없이 에스크로 결제를 취소할 수 없습니다.")
    : null;
}

// integration/pg/v2/paypal-v2.
function paypalTaxFree({ payment, body }: PgCancelRequest): Refusal | null {
  return pgOf(payment) === "PAYPAL_V2" && (body.taxFreeAmount ?? 0) > 0
    ? refusal(payment, "tax-free-unsupported", "면세 금액을 지원하지 않습니다.")
    : null;
}

// integration/pg/v2/paymentwall.
function paymentwall({ payment, partial }: PgCancelRequest): Refusal | null {
  const converted =
    payment.processingCurrency !== undefined && payment.processingCurrency !== payment.currency;
  return pgOf(payment) === "PAYMENTWALL" && converted && partial
    ? refusal(payment, "partial-not-allowed", "결제 통화와 처리 통화가 달라 전액만 취소할 수 있습니다.")
    : null;
}

// integration/pg/v2/kpn: the minimum is one dollar.
function smallDollars({ payment, amount }: PgCancelRequest): Refusal | null {
  return pgOf(payment) === "KPN" && payment.currency === "USD" && amount < 100
    ? refusal(payment, "partial-not-allowed", "1달러 미만은 취소할 수 없습니다.")
    : null;
}

const pointIssuers = new Set(["국민카드", "삼성카드", "하나카드", "신한카드", "현대카드"]);
const overseasBrands = new Set(["VISA", "MASTER", "JCB"]);

// help impossible-partial-cancel. Corporate cards are not covered: only "some" refuse.
function cardPartial({ payment, partial, switches }: PgCancelRequest): Refusal | null {
  const method = cardOf(payment);
  if (!method || !partial || switches.cardPartialRefusals === "off") return null;
  if (method.card?.type === "GIFT")
    return refusal(payment, "prepaid-card", "선불·기프트 카드는 부분취소할 수 없습니다.");
  if (payment.currency === "KRW" && overseasBrands.has(method.card?.brand ?? "")) {
    return refusal(payment, "card-no-partial", "해외 카드는 부분취소할 수 없습니다.");
  }
  if (!method.pointUsed) return null;
  const partsStated = payment.amount.taxFree > 0 || payment.vatSpecified === true;
  return partsStated || !pointIssuers.has(method.card?.issuer ?? "")
    ? refusal(payment, "card-no-partial", "포인트를 함께 쓴 결제는 부분취소할 수 없습니다.")
    : null;
}

// pg/v1/tosspay-v2/caution: a partial cancel without VAT can make later partial cancels impossible.
function tossPayVat({ payment, partial }: PgCancelRequest): Refusal | null {
  const hasVatOmission = payment.cancellations.some(
    (entry) => entry.status === "SUCCEEDED" && entry.vatOmitted,
  );
  return pgOf(payment) === "TOSSPAY_V2" && payment.vatSpecified === true && partial && hasVatOmission
    ? refusal(payment, "partial-not-allowed", "부가세 없이 부분취소한 거래는 더 부분취소할 수 없습니다.")
    : null;
}

// KCP code book 8098. PortOne documents no error of its own for this case.
function vatBalance({ payment, body, remainingVat }: PgCancelRequest): Refusal | null {
  const over =
    payment.amount.vat !== undefined && (body.vatAmount ?? 0) > remainingVat && !ignoresVat(payment);
  return over ? refusal(payment, "vat-balance", "취소 부가세가 남은 부가세를 초과했습니다.") : null;
}

function refusal(payment: PaymentRecord, topic: PgTopic, message: string): Refusal {
  return refuseByPg(pgCodeFor(pgOf(payment), topic), message);
}

function cardOf(payment: PaymentRecord): CardMethod | null {
  const method = payment.method;
  if (method?.type === "PaymentMethodCard") return method;
  if (method?.type === "PaymentMethodEasyPay" && method.easyPayMethod?.type === "PaymentMethodCard") {
    return method.easyPayMethod;
  }
  return null;
}
