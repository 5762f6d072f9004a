// Creates a payment: by default a paid card payment. Any field can be overridden; the other fields stay consistent.
import * as z from "zod";
import { cancelOutside } from "../cancel/outside-cancel.ts";
import type { Channel, Method, PaymentRecord, PaymentStatus, Promotion } from "../state/records.ts";
import { paymentStatuses } from "../state/records.ts";
import type { World } from "../world.ts";
import { defaultMethod, methodKinds } from "./default-methods.ts";

const money = z.number().int();
const ms = z.union([
  z.number().transform(Math.round),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
]);
const jsonObject = z.record(z.string(), z.json());
const anyObject = z.looseObject({});

/** The overrides of a new payment. Times are ms or RFC 3339. */
export const overridesShape = z.strictObject({
  id: z.string().min(1).optional(),
  status: z.enum(paymentStatuses).optional(),
  /** A kind ("CARD"), or the whole method object as the API shows it. */
  method: z.union([z.enum(methodKinds), anyObject]).optional(),
  pgProvider: z.string().optional(),
  channelType: z.enum(["LIVE", "TEST"]).optional(),
  channel: anyObject.optional(),
  total: money.optional(),
  taxFree: money.optional(),
  vat: money.nullable().optional(),
  discount: money.optional(),
  currency: z.string().optional(),
  promotion: z
    .strictObject({
      id: z.string().default("promotion-autumn"),
      kind: z.enum(["rate", "fixed"]).default("rate"),
      value: money.default(10),
      threshold: money.default(0),
    })
    .optional(),
  requestedAt: ms.optional(),
  paidAt: ms.optional(),
  customer: jsonObject.optional(),
  orderName: z.string().optional(),
  disputes: z.array(anyObject).optional(),
  version: z.enum(["V1", "V2"]).optional(),
  storeId: z.string().optional(),
  transactionId: z.string().optional(),
  escrow: anyObject.optional(),
  cashReceipt: anyObject.optional(),
  products: z.array(jsonObject).optional(),
  customData: z.string().optional(),
  country: z.string().optional(),
  scheduleId: z.string().optional(),
  billingKey: z.string().optional(),
  isCulturalExpense: z.boolean().optional(),
  vatSpecified: z.boolean().optional(),
  failure: z.strictObject({ reason: z.string(), pgCode: z.string(), pgMessage: z.string() }).optional(),
  origin: anyObject.optional(),
  earlierAttempts: z.array(anyObject).optional(),
  processingCurrency: z.string().optional(),
  /** Merged over the shown object: values and fields that PortOne does not have today. */
  extra: jsonObject.optional(),
  /** Sends the webhook of the payment's arrival. */
  announce: z.boolean().optional(),
});
export type PaymentOverrides = z.input<typeof overridesShape>;

/**
 * Adds a payment and its first event. A cancelled payment is first paid and then cancelled, fully or by half, so that its
 * sums are true. Throws when the id is taken or the amounts do not add up.
 */
export function createPayment(world: World, overrides: PaymentOverrides): PaymentRecord {
  const given = overridesShape.parse(overrides);
  const { store, identity, clock } = world;
  const id = given.id ?? `ord-${store.sequence.digits(12)}`;
  if (store.payments.has(id)) throw new Error(`a payment ${id} exists already`);
  const now = clock.now();
  const paidAt = given.paidAt ?? given.requestedAt ?? now;
  const requestedAt = given.requestedAt ?? paidAt - 40_000;
  const requestedStatus = given.status ?? "PAID";
  const paid =
    requestedStatus === "PAID" || requestedStatus === "PARTIAL_CANCELLED" || requestedStatus === "CANCELLED";
  const status = paid ? "PAID" : requestedStatus;
  const method = methodOf(world, given.method, status, paidAt);
  const at = status === "READY" ? requestedAt : paidAt;
  const total = given.total ?? 39_000;
  const payment: PaymentRecord = {
    id,
    transactionId: given.transactionId ?? `txn-${store.sequence.uuid()}`,
    merchantId: identity.merchantId,
    storeId: given.storeId ?? identity.storeId,
    version: given.version ?? "V2",
    status,
    ...(method ? { method } : {}),
    channel: channelOf(given),
    requestedAt,
    updatedAt: at,
    statusChangedAt: at,
    ...(paid ? { paidAt, pgTxId: `pg-${store.sequence.digits(16)}` } : {}),
    ...(paid ? { receiptUrl: `https://receipts.example.com/payments/${encodeURIComponent(id)}` } : {}),
    ...(status === "FAILED"
      ? { failedAt: at, failure: { reason: "한도 초과", pgCode: "3006", pgMessage: "한도초과" } }
      : {}),
    orderName: given.orderName ?? "린넨 셔츠 외 2건",
    currency: given.currency ?? "KRW",
    amount: amountOf(given, total, paid),
    customer: given.customer ?? {
      id: "customer-1",
      name: "김민서",
      email: "minseo@example.com",
      phoneNumber: "010-2345-6789",
    },
    origin: {
      platformType: "PC",
      ipAddress: "203.0.113.7",
      userAgent: "Mozilla/5.0",
      url: "https://shop.example.com/order",
    },
    ...(given.promotion ? { promotion: given.promotion } : {}),
    disputes: (given.disputes ?? []) as PaymentRecord["disputes"],
    cancellations: [],
    cancelAttempts: 0,
    earlierAttempts: [],
    ...pickGiven(given),
  };
  store.putPayment(payment);
  if (paid) {
    store.addEvent({
      id: store.sequence.uuid(),
      type: "PAID",
      paymentId: id,
      createdAt: paidAt,
      eventAmount: total,
    });
  }
  if (given.announce) world.announce(payment, { type: arrivalTypes[status] });
  if (requestedStatus === status) return payment;
  const half = requestedStatus === "PARTIAL_CANCELLED" ? { amount: Math.ceil(total / 2) } : {};
  return cancelOutside(
    world,
    payment,
    { trigger: "API", skipWebhook: !given.announce, finished: true },
    half,
  );
}

type Given = z.output<typeof overridesShape>;

const arrivalTypes = {
  READY: "Transaction.Ready",
  PAY_PENDING: "Transaction.PayPending",
  VIRTUAL_ACCOUNT_ISSUED: "Transaction.VirtualAccountIssued",
  PAID: "Transaction.Paid",
  FAILED: "Transaction.Failed",
};

function methodOf(
  world: World,
  given: Given["method"],
  status: PaymentStatus,
  paidAt: number,
): Method | null {
  if (given === undefined && status === "READY") return null;
  if (typeof given === "object") return given as unknown as Method;
  const kind = given ?? (status === "VIRTUAL_ACCOUNT_ISSUED" ? "VIRTUAL_ACCOUNT" : "CARD");
  return defaultMethod(kind, (length) => world.store.sequence.digits(length), paidAt);
}

function channelOf(given: Given): Channel {
  const pgProvider = given.pgProvider ?? "TOSSPAYMENTS";
  const type = given.channelType ?? "LIVE";
  const slug = pgProvider.toLowerCase().replaceAll("_", "-");
  return {
    type,
    pgProvider,
    pgMerchantId: `${slug}-${type === "TEST" ? "test" : "live"}-mid`,
    id: `channel-id-${slug}-${type.toLowerCase()}`,
    key: `channel-key-${slug}-${type.toLowerCase()}`,
    name: `${pgProvider} ${type === "TEST" ? "테스트" : "실연동"}`,
    ...(given.channel as Partial<Channel> | undefined),
  };
}

function amountOf(given: Given, total: number, paid: boolean): PaymentRecord["amount"] {
  const taxFree = given.taxFree ?? 0;
  const discount = given.discount ?? (given.promotion ? promotionDiscount(given.promotion, total) : 0);
  if (total < 0 || taxFree < 0 || taxFree > total || discount < 0 || discount > total) {
    throw new Error(`amounts do not add up: total ${total}, taxFree ${taxFree}, discount ${discount}`);
  }
  const vat = given.vat === null ? undefined : (given.vat ?? defaultVat(given.currency, total - taxFree));
  return {
    total,
    taxFree,
    ...(vat === undefined ? {} : { vat, supply: total - taxFree - vat }),
    discount,
    paid: paid ? total - discount : 0,
  };
}

// Korean VAT is a tenth on top, so an eleventh of the paid amount. Other currencies have none.
function defaultVat(currency: string | undefined, taxable: number): number {
  return currency === undefined || currency === "KRW" ? Math.round(taxable / 11) : 0;
}

function promotionDiscount(promotion: Promotion, total: number): number {
  if (total < promotion.threshold) return 0;
  return promotion.kind === "rate"
    ? Math.round((total * promotion.value) / 100)
    : Math.min(total, promotion.value);
}

function pickGiven(given: Given): Partial<PaymentRecord> {
  const { escrow, cashReceipt, products, customData, country, scheduleId, billingKey, extra } = given;
  const { isCulturalExpense, vatSpecified, processingCurrency, failure, origin, earlierAttempts } = given;
  const fields = {
    escrow,
    cashReceipt,
    ...(cashReceipt ? { cashReceiptIssuanceStatus: "ISSUED" } : {}),
    products,
    ...(products ? { productCount: products.length } : {}),
    customData,
    country,
    scheduleId,
    billingKey,
    isCulturalExpense,
    vatSpecified,
    processingCurrency,
    failure,
    origin,
    earlierAttempts,
    extra,
  };
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<PaymentRecord>;
}
