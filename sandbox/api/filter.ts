import type { Switches } from "../control/switches.ts";
import type { CardMethod, JsonObject, PaymentRecord, WebhookRecord } from "../state/records.ts";
import type { PaymentFilter, textFields } from "./query-body.ts";
import { rangeOf } from "./query-body.ts";
import { showWebhook } from "./show-webhook.ts";

/** Returns the test of a filter at `now` (ms). `webhooksOf` is called only when the filter needs webhooks. */
export function paymentFilter(
  filter: PaymentFilter,
  switches: Switches,
  now: number,
  webhooksOf: (paymentId: string) => WebhookRecord[],
): (payment: PaymentRecord) => boolean {
  const { from, until } = rangeOf(filter, now);
  const within = (at: number) => at >= from && at <= until;
  const statuses: readonly string[] | undefined = filter.status;
  const methods: readonly string[] | undefined = filter.methods;
  const providers: readonly string[] | undefined = filter.pgProvider;
  const tests: ((payment: PaymentRecord) => boolean)[] = [
    (p) => within(filter.timestampType === "CREATED_AT" ? p.requestedAt : p.statusChangedAt),
  ];
  const add = (given: unknown, test: (payment: PaymentRecord) => boolean) => {
    if (given !== undefined) tests.push(test);
  };
  add(filter.merchantId, (p) => p.merchantId === filter.merchantId);
  add(filter.storeId, (p) => p.storeId === filter.storeId);
  // An empty list has no effect, like an absent list.
  if (statuses?.length)
    tests.push((p) => statuses.includes(p.status === "PAY_PENDING" ? "PENDING" : p.status));
  if (methods?.length)
    tests.push((p) => p.method !== undefined && methods.includes(methodFilterName(p.method.type)));
  if (providers?.length)
    tests.push((p) => p.channel !== undefined && providers.includes(p.channel.pgProvider));
  add(filter.isTest, (p) => (p.channel?.type === "TEST") === filter.isTest);
  add(filter.isScheduled, (p) => (p.scheduleId !== undefined) === filter.isScheduled);
  add(filter.version, (p) => p.version === filter.version);
  add(filter.currency, (p) => p.currency === filter.currency);
  add(filter.platformType, (p) => clientTypes[p.origin.platformType] === filter.platformType);
  add(filter.isEscrow, (p) => (p.escrow !== undefined) === filter.isEscrow);
  add(filter.escrowStatus, (p) => p.escrow?.status === filter.escrowStatus);
  add(filter.cardBrand, (p) => cardOf(p)?.card?.brand === filter.cardBrand);
  add(filter.cardType, (p) => cardOf(p)?.card?.type === filter.cardType);
  add(filter.cardOwnerType, (p) => cardOf(p)?.card?.ownerType === filter.cardOwnerType);
  add(
    filter.giftCertificateType,
    (p) =>
      p.method?.type === "PaymentMethodGiftCertificate" &&
      p.method.giftCertificateType === filter.giftCertificateType,
  );
  add(filter.cashReceiptType, (p) => (p.cashReceipt?.type ?? "NO_RECEIPT") === filter.cashReceiptType);
  add(filter.cashReceiptStatus, (p) => p.cashReceipt?.status === filter.cashReceiptStatus);
  add(filter.cashReceiptIssuedAtRange, (p) =>
    inRange(p.cashReceipt?.issuedAt, filter.cashReceiptIssuedAtRange),
  );
  add(filter.cashReceiptCancelledAtRange, (p) =>
    inRange(p.cashReceipt?.cancelledAt, filter.cashReceiptCancelledAtRange),
  );
  add(filter.webhookStatus, (p) => {
    const last = webhooksOf(p.id).at(-1);
    return last !== undefined && showWebhook(last, p).status === filter.webhookStatus;
  });
  const texts = filter.textSearch ?? [];
  if (texts.length > 0) {
    const matches = (p: PaymentRecord) => (text: (typeof texts)[number]) =>
      textValues(p, text.field).some((value) => matchesText(value, text.value, switches.textSearchMatch));
    tests.push((p) =>
      switches.textSearchCombine === "all" ? texts.every(matches(p)) : texts.some(matches(p)),
    );
  }
  return (payment) => tests.every((test) => test(payment));
}

const clientTypes = { PC: "SDK_PC", MOBILE: "SDK_MOBILE", API: "API" } as const;

type TextField = (typeof textFields)[number];
type ValuesOf = (payment: PaymentRecord) => (string | undefined)[];

const valuesByField: Record<Exclude<TextField, "ALL">, ValuesOf> = {
  PAYMENT_ID: (p) => [p.id],
  TX_ID: (p) => [p.transactionId],
  SCHEDULE_ID: (p) => [p.scheduleId],
  FAIL_REASON: (p) => [p.failure?.reason, p.failure?.pgMessage],
  CARD_ISSUER: (p) => [cardOf(p)?.card?.issuer],
  CARD_ACQUIRER: (p) => [cardOf(p)?.card?.publisher],
  CARD_BIN: (p) => [cardOf(p)?.card?.bin],
  CARD_NUMBER: (p) => [cardOf(p)?.card?.number],
  CARD_APPROVAL_NUMBER: (p) => [cardOf(p)?.approvalNumber],
  CARD_RECEIPT_NAME: (p) => [cardOf(p)?.card?.name],
  CARD_INSTALLMENT: (p) => [cardOf(p)?.installment?.month.toString()],
  TRANS_BANK: (p) => [p.method?.type === "PaymentMethodTransfer" ? p.method.bank : undefined],
  VIRTUAL_ACCOUNT_HOLDER_NAME: (p) => [accountOf(p)?.remitteeName, accountOf(p)?.remitterName],
  VIRTUAL_ACCOUNT_BANK: (p) => [accountOf(p)?.bank],
  VIRTUAL_ACCOUNT_NUMBER: (p) => [accountOf(p)?.accountNumber],
  PG_MERCHANT_ID: (p) => [p.channel?.pgMerchantId],
  PG_TX_ID: (p) => [p.pgTxId],
  PG_RECEIPT_ID: (p) => [p.cashReceipt?.pgReceiptId],
  RECEIPT_APPROVAL_NUMBER: (p) => [p.cashReceipt?.issueNumber],
  PG_CANCELLATION_ID: (p) => p.cancellations.map((entry) => entry.pgCancellationId),
  CANCEL_REASON: (p) => p.cancellations.map((entry) => entry.reason),
  ORDER_NAME: (p) => [p.orderName],
  CUSTOMER_NAME: (p) => [textOf(p.customer, "name")],
  CUSTOMER_EMAIL: (p) => [textOf(p.customer, "email")],
  CUSTOMER_PHONE_NUMBER: (p) => [textOf(p.customer, "phoneNumber")],
  CUSTOMER_ADDRESS: (p) => [oneLineAddress(p.customer)],
  CUSTOMER_ZIPCODE: (p) => [textOf(p.customer, "zipcode")],
  USER_AGENT: (p) => [p.origin.userAgent],
  BILLING_KEY: (p) => [p.billingKey],
  PROMOTION_ID: (p) => [p.promotion?.id],
  GIFT_CERTIFICATION_APPROVAL_NUMBER: (p) => [
    p.method?.type === "PaymentMethodGiftCertificate" ? p.method.approvalNumber : undefined,
  ],
};

function textValues(payment: PaymentRecord, field: TextField): string[] {
  const values =
    field === "ALL"
      ? Object.values(valuesByField).flatMap((valuesOf) => valuesOf(payment))
      : valuesByField[field](payment);
  return values.filter((value) => value !== undefined);
}

function matchesText(value: string, wanted: string, mode: Switches["textSearchMatch"]): boolean {
  const text = value.toLowerCase();
  const part = wanted.toLowerCase();
  if (mode === "substring") return text.includes(part);
  return text.startsWith(part) || text.split(/[\s,/]+/).some((word) => word.startsWith(part));
}

function methodFilterName(type: string): string {
  return type
    .replace(/^PaymentMethod/, "")
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_")
    .toUpperCase();
}

function inRange(at: string | undefined, range: { from: number; until: number } | undefined): boolean {
  if (at === undefined || range === undefined) return false;
  const ms = Date.parse(at);
  return ms >= range.from && ms <= range.until;
}

function cardOf(payment: PaymentRecord): CardMethod | undefined {
  const method = payment.method;
  if (method?.type === "PaymentMethodCard") return method;
  const inner = method?.type === "PaymentMethodEasyPay" ? method.easyPayMethod : undefined;
  return inner?.type === "PaymentMethodCard" ? inner : undefined;
}

function accountOf(payment: PaymentRecord) {
  return payment.method?.type === "PaymentMethodVirtualAccount" ? payment.method : undefined;
}

function textOf(customer: JsonObject, name: string): string | undefined {
  const value = customer[name];
  return typeof value === "string" ? value : undefined;
}

function oneLineAddress(customer: JsonObject): string | undefined {
  const address = customer.address;
  if (typeof address !== "object" || address === null || Array.isArray(address)) return undefined;
  return textOf(address, "oneLine");
}
