// The JSON of `requestBody` for the three list endpoints: the fields, enums and defaults of the specification.
import * as z from "zod";
import { paymentStatuses } from "../state/records.ts";
import { pgProviders } from "./pg-providers.ts";

const day = 24 * 60 * 60 * 1000;
const when = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const range = z.object({ from: when, until: when });
const statusFilter = z.enum([...paymentStatuses.filter((status) => status !== "PAY_PENDING"), "PENDING"]);

export const textFields = [
  "ALL",
  "PAYMENT_ID",
  "TX_ID",
  "SCHEDULE_ID",
  "FAIL_REASON",
  "CARD_ISSUER",
  "CARD_ACQUIRER",
  "CARD_BIN",
  "CARD_NUMBER",
  "CARD_APPROVAL_NUMBER",
  "CARD_RECEIPT_NAME",
  "CARD_INSTALLMENT",
  "TRANS_BANK",
  "VIRTUAL_ACCOUNT_HOLDER_NAME",
  "VIRTUAL_ACCOUNT_BANK",
  "VIRTUAL_ACCOUNT_NUMBER",
  "PG_MERCHANT_ID",
  "PG_TX_ID",
  "PG_RECEIPT_ID",
  "RECEIPT_APPROVAL_NUMBER",
  "PG_CANCELLATION_ID",
  "CANCEL_REASON",
  "ORDER_NAME",
  "CUSTOMER_NAME",
  "CUSTOMER_EMAIL",
  "CUSTOMER_PHONE_NUMBER",
  "CUSTOMER_ADDRESS",
  "CUSTOMER_ZIPCODE",
  "USER_AGENT",
  "BILLING_KEY",
  "PROMOTION_ID",
  "GIFT_CERTIFICATION_APPROVAL_NUMBER",
] as const;

const filterShape = z.object({
  merchantId: z.string().optional(),
  storeId: z.string().optional(),
  timestampType: z.enum(["CREATED_AT", "STATUS_CHANGED_AT"]).default("STATUS_CHANGED_AT"),
  from: when.optional(),
  until: when.optional(),
  status: z.array(statusFilter).optional(),
  methods: z
    .array(
      z.enum([
        "CARD",
        "TRANSFER",
        "VIRTUAL_ACCOUNT",
        "GIFT_CERTIFICATE",
        "MOBILE",
        "EASY_PAY",
        "CONVENIENCE_STORE",
        "CRYPTO",
      ]),
    )
    .optional(),
  pgProvider: z.array(z.enum(pgProviders)).optional(),
  isTest: z.boolean().optional(),
  isScheduled: z.boolean().optional(),
  sortBy: z.enum(["REQUESTED_AT", "STATUS_CHANGED_AT"]).optional(),
  sortOrder: z.enum(["DESC", "ASC"]).default("DESC"),
  version: z.enum(["V1", "V2"]).optional(),
  webhookStatus: z.enum(["SUCCEEDED", "FAILED_NOT_OK_RESPONSE", "FAILED_UNEXPECTED_ERROR"]).optional(),
  platformType: z.enum(["SDK_MOBILE", "SDK_PC", "API"]).optional(),
  currency: z.string().optional(),
  isEscrow: z.boolean().optional(),
  escrowStatus: z
    .enum(["REGISTERED", "DELIVERED", "CONFIRMED", "REJECTED", "CANCELLED", "REJECT_CONFIRMED"])
    .optional(),
  cardBrand: z.string().optional(),
  cardType: z.string().optional(),
  cardOwnerType: z.string().optional(),
  giftCertificateType: z.string().optional(),
  cashReceiptType: z.enum(["PERSONAL", "CORPORATE", "NO_RECEIPT"]).optional(),
  cashReceiptStatus: z.enum(["ISSUED", "CANCELLED"]).optional(),
  cashReceiptIssuedAtRange: range.optional(),
  cashReceiptCancelledAtRange: range.optional(),
  textSearch: z.array(z.object({ field: z.enum(textFields), value: z.string() })).optional(),
});
export type PaymentFilter = z.output<typeof filterShape>;

export const pageQueryShape = z.object({
  page: z
    .object({
      number: z.number().int().min(0).default(0),
      size: z.number().int().min(1).default(10),
    })
    .default({ number: 0, size: 10 })
    .refine((page) => (page.number + 1) * page.size <= 60_000, "(number + 1) * size must not exceed 60,000"),
  filter: filterShape.prefault({}),
});

export const cursorQueryShape = z.object({
  storeId: z.string().optional(),
  from: when.optional(),
  until: when.optional(),
  cursor: z.string().optional(),
  size: z.number().int().min(1).max(1000).default(10),
});
export type CursorQuery = z.output<typeof cursorQueryShape>;

/** Returns the requested range in ms, both ends included. Documented defaults: until now, from 90 days before. */
export function rangeOf(query: { from?: number | undefined; until?: number | undefined }, now: number) {
  const until = query.until ?? now;
  return { from: query.from ?? until - 90 * day, until };
}
