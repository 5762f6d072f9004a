// The objects of the REST reference as the API shows them. Absent fields are undefined and omitted from the JSON.
// https://developers.portone.io/api/rest-v2/payment
import type {
  CancellationRecord,
  CashReceipt,
  Channel,
  Dispute,
  Escrow,
  Failure,
  JsonObject,
  Method,
  PaymentRecord,
} from "../state/records.ts";

export type Maybe<T> = T | undefined;

export type WireCancellation = {
  status: CancellationRecord["status"];
  id: string;
  pgCancellationId: Maybe<string>;
  totalAmount: number;
  taxFreeAmount: number;
  vatAmount: number;
  easyPayDiscountAmount: Maybe<number>;
  reason: string;
  cancelledAt: Maybe<string>;
  requestedAt: string;
  receiptUrl: Maybe<string>;
  trigger: CancellationRecord["trigger"];
};
export type WireAmount = {
  total: number;
  taxFree: number;
  vat: Maybe<number>;
  supply: Maybe<number>;
  discount: number;
  paid: number;
  cancelled: number;
  cancelledTaxFree: number;
};
export type WireWebhook = {
  id: string;
  url: string;
  paymentStatus?: Maybe<string>;
  status?: Maybe<string>;
  isAsync?: Maybe<boolean>;
  currentExecutionCount?: Maybe<number>;
  maxExecutionCount?: Maybe<number>;
  trigger?: Maybe<string>;
  request?: Maybe<{ header: string; body: string; requestedAt: string }>;
  response?: Maybe<{ code: string; header: string; body: string; respondedAt: string }>;
  triggeredAt?: Maybe<string>;
};
/** A payment as the API shows it, all variants in one type. Absent fields are undefined. */
export type WirePayment = {
  status: string;
  id: string;
  transactionId: string;
  merchantId: string;
  storeId: string;
  method?: Maybe<Method>;
  channel?: Maybe<Channel>;
  version: string;
  requestedAt: string;
  updatedAt: string;
  statusChangedAt: string;
  orderName: string;
  amount: WireAmount;
  currency: string;
  customer: JsonObject;
  origin: PaymentRecord["origin"];
  channelGroup?: Maybe<PaymentRecord["channelGroup"]>;
  scheduleId?: Maybe<string>;
  billingKey?: Maybe<string>;
  isCulturalExpense?: Maybe<boolean>;
  products?: Maybe<JsonObject[]>;
  productCount?: Maybe<number>;
  customData?: Maybe<string>;
  country?: Maybe<string>;
  promotionId?: Maybe<string>;
  escrow?: Maybe<Escrow>;
  paidAt?: Maybe<string>;
  pgTxId?: Maybe<string>;
  pgResponse?: Maybe<string>;
  cashReceiptIssuanceStatus?: Maybe<"ISSUED" | "NOT_ISSUED">;
  receiptUrl?: Maybe<string>;
  cashReceipt?: Maybe<CashReceipt>;
  disputes?: Maybe<Dispute[]>;
  cancellations?: Maybe<WireCancellation[]>;
  cancelledAt?: Maybe<string>;
  failedAt?: Maybe<string>;
  failure?: Maybe<Failure>;
  webhooks?: Maybe<WireWebhook[]>;
};
