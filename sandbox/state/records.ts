// The sandbox's records, which are the format of the journal. Times are milliseconds since 1970; money is in the currency's
// minor unit. A record holds PortOne's data and facts that PortOne never shows (money moved, reason, due time).
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

export const paymentStatuses = [
  "READY",
  "PAY_PENDING",
  "VIRTUAL_ACCOUNT_ISSUED",
  "PAID",
  "FAILED",
  "PARTIAL_CANCELLED",
  "CANCELLED",
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

export const triggers = ["CONSOLE", "API", "PORTONE_ADMIN", "CHARGEBACK"] as const;
export type Trigger = (typeof triggers)[number];

export type RetainOption = "RETAIN" | "RELEASE";

type CardDetail = {
  publisher?: string;
  issuer?: string;
  brand?: string;
  type?: string;
  ownerType?: string;
  bin?: string;
  name?: string;
  number?: string;
};
export type CardMethod = {
  type: "PaymentMethodCard";
  card?: CardDetail;
  approvalNumber?: string;
  installment?: { month: number; isInterestFree: boolean };
  pointUsed?: boolean;
};
type VirtualAccountMethod = {
  type: "PaymentMethodVirtualAccount";
  accountNumber: string;
  bank?: string;
  accountType?: "FIXED" | "NORMAL";
  remitteeName?: string;
  remitterName?: string;
  expiredAt?: string;
  issuedAt?: string;
  refundStatus?: "PENDING" | "PARTIAL_REFUND_FAILED" | "FAILED" | "COMPLETED";
};
type TransferMethod = { type: "PaymentMethodTransfer"; bank?: string; accountNumber?: string };
type ChargeMethod = { type: "PaymentMethodEasyPayMethodCharge"; bank?: string };
type EasyPayMethod = {
  type: "PaymentMethodEasyPay";
  provider?: string;
  easyPayMethod?: CardMethod | TransferMethod | ChargeMethod;
};
export type Method =
  | CardMethod
  | VirtualAccountMethod
  | TransferMethod
  | { type: "PaymentMethodMobile"; phoneNumber?: string }
  | EasyPayMethod
  | { type: "PaymentMethodGiftCertificate"; approvalNumber: string; giftCertificateType?: string }
  | {
      type: "PaymentMethodConvenienceStore";
      convenienceStoreBrand?: string;
      confirmationNumber?: string;
      receiptNumber?: string;
      paymentDeadline?: string;
    }
  | { type: "PaymentMethodCrypto" };

export type Channel = {
  type: "LIVE" | "TEST";
  pgProvider: string;
  pgMerchantId: string;
  id?: string;
  key?: string;
  name?: string;
};

/** A PortOne promotion: `rate` in percent, `fixed` in minor units, from an order amount of `threshold`. */
export type Promotion = { id: string; kind: "rate" | "fixed"; value: number; threshold: number };

export type CancellationRecord = {
  id: string;
  status: "REQUESTED" | "SUCCEEDED" | "FAILED";
  pgCancellationId?: string;
  totalAmount: number;
  /** What the cancellation takes off the balance, in the balance's terms (order amount or charge). */
  counted: number;
  money: number;
  /** Points that go back in addition to the money. */
  points: number;
  taxFreeAmount: number;
  vatAmount: number;
  reason: string;
  requestedAt: number;
  cancelledAt?: number;
  receiptUrl?: string;
  trigger: Trigger;
  /** Whether the cancellation took the whole remaining amount when it was requested. */
  takesRest: boolean;
  vatOmitted: boolean;
  skipWebhook: boolean;
  asynchronous: boolean;
  settleAt?: number;
  settleAs?: "succeed" | "fail";
  /** When the transfer to the buyer of a virtual account arrives (ms). */
  payoutAt?: number;
  idempotencyKey?: string;
};

export type Dispute = {
  status: "UNRESOLVED" | "RESOLVED";
  pgDisputeId?: string;
  reason: string;
  createdAt: string;
  resolvedAt?: string;
};

export type CashReceipt = {
  status: "ISSUED" | "CANCELLED";
  type?: "PERSONAL" | "CORPORATE";
  pgReceiptId?: string;
  issueNumber: string;
  totalAmount: number;
  taxFreeAmount?: number;
  currency: string;
  url?: string;
  issuedAt: string;
  cancelledAt?: string;
};

export type Escrow =
  | { status: "BEFORE_REGISTERED" }
  | {
      status: "REGISTERED" | "DELIVERED" | "CONFIRMED" | "REJECTED" | "CANCELLED" | "REJECT_CONFIRMED";
      company: string;
      invoiceNumber: string;
      sentAt?: string;
      appliedAt?: string;
      isAutomaticallyConfirmed?: boolean;
    };

export type Failure = { reason?: string; pgCode?: string; pgMessage?: string };

export type PaymentRecord = {
  id: string;
  transactionId: string;
  merchantId: string;
  storeId: string;
  version: "V1" | "V2";
  status: PaymentStatus;
  method?: Method;
  channel?: Channel;
  channelGroup?: { id: string; name: string; isForTest: boolean };
  scheduleId?: string;
  billingKey?: string;
  requestedAt: number;
  updatedAt: number;
  statusChangedAt: number;
  paidAt?: number;
  failedAt?: number;
  cancelledAt?: number;
  orderName: string;
  currency: string;
  amount: { total: number; taxFree: number; vat?: number; supply?: number; discount: number; paid: number };
  customer: JsonObject;
  origin: { platformType: "PC" | "MOBILE" | "API"; ipAddress: string; userAgent?: string; url?: string };
  promotion?: Promotion;
  retainOption?: RetainOption;
  isCulturalExpense?: boolean;
  escrow?: Escrow;
  products?: JsonObject[];
  productCount?: number;
  customData?: string;
  country?: string;
  pgTxId?: string;
  pgResponse?: string;
  receiptUrl?: string;
  failure?: Failure;
  cashReceipt?: CashReceipt;
  cashReceiptIssuanceStatus?: "ISSUED" | "NOT_ISSUED";
  disputes: Dispute[];
  cancellations: CancellationRecord[];
  /** Number of cancels that reached the PG, whatever their outcome. */
  cancelAttempts: number;
  /** Whether the merchant stated VAT at payment time. */
  vatSpecified?: boolean;
  /** Paymentwall only: the currency of the charge when it differs. */
  processingCurrency?: string;
  accountClosed?: boolean;
  earlierAttempts: { transactionId: string; at: number; failure: Failure }[];
  /** Merged over the shown object last: values that PortOne does not have today. */
  extra?: JsonObject;
};

export type LedgerBy = "api" | "console" | "portone-admin" | "chargeback" | "async";
export type LedgerEntry = {
  at: number;
  paymentId: string;
  cancellationId: string;
  amount: number;
  currency: string;
  by: LedgerBy;
  /** What the cancellation took off the balance; differs from `amount` under promotions and points. */
  counted: number;
  points: number;
  idempotencyKey?: string;
};

export type EventRecord = {
  id: string;
  type: "PAID" | "PARTIAL_CANCELLED" | "CANCELLED";
  paymentId: string;
  createdAt: number;
  eventAmount: number;
  cancellationId?: string;
};

type WebhookAttempt = {
  at: number;
  webhookId: string;
  timestamp: string;
  url: string;
  body: string;
  /** The HTTP status of the answer; null without an answer. */
  status: number | null;
  responseHeader: string;
  responseBody: string;
  error?: string;
  ok: boolean;
  respondedAt: number;
  manual: boolean;
};

export type WebhookRecord = {
  id: string;
  paymentId: string;
  type: string;
  cancellationId?: string;
  trigger?: string;
  paymentStatus: PaymentStatus;
  test: boolean;
  createdAt: number;
  body: string;
  contentType: string;
  /** held = waits until a later webhook is sent; unsent = no address; lost = dropped by a fault. */
  state: "waiting" | "held" | "succeeded" | "gave-up" | "lost" | "unsent";
  nextAt: number | null;
  retries: number;
  manualResends: number;
  firstTimestamp?: string;
  sendTwice: boolean;
  holdScope?: string;
  attempts: WebhookAttempt[];
};

export type KeyRecord = {
  key: string;
  request: string;
  status: number;
  body: JsonValue;
  storedAt: number;
};
