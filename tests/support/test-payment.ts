// Payments for the tests of lib/domain: a paid card payment of 10,000 KRW by default.
import { orderAmount } from "@/lib/domain/amounts";
import {
  type Cancellation,
  noPaymentExtras,
  type Payment,
  type PaymentAmount,
} from "@/lib/domain/payment/payment";
import { noMethodDetails, type PaymentMethod } from "@/lib/domain/payment/payment-method";

export function testPayment(overrides: Partial<Payment> = {}): Payment {
  return {
    id: "order-1",
    storeId: "store-1",
    transactionId: "tx-1",
    version: "V2",
    status: "PAID",
    rawStatus: "PAID",
    channel: { type: "LIVE", pgProvider: "TOSSPAYMENTS", pgMerchantId: "mid", name: null },
    method: testMethod(),
    orderName: "린넨 셔츠",
    currency: "KRW",
    amount: {
      total: orderAmount(10_000),
      taxFree: 0,
      vat: 909,
      supply: 9_091,
      discount: 0,
      paid: 10_000,
      cancelled: 0,
      cancelledTaxFree: 0,
    },
    customer: { id: null, name: null, email: null, phoneNumber: null },
    promotionId: null,
    hasUnresolvedDispute: false,
    ...noPaymentExtras,
    requestedAt: "2026-11-20T00:00:00.000Z",
    paidAt: "2026-11-20T00:00:05.000Z",
    cancelledAt: null,
    updatedAt: "2026-11-20T00:00:05.000Z",
    statusChangedAt: "2026-11-20T00:00:05.000Z",
    receiptUrl: null,
    cancellations: [],
    ...overrides,
  };
}

export function testAmount(
  overrides: Partial<Record<keyof PaymentAmount, number | null>> = {},
): PaymentAmount {
  return { ...testPayment().amount, ...overrides } as PaymentAmount;
}

export function testMethod(overrides: Partial<PaymentMethod> = {}): PaymentMethod {
  return {
    type: "CARD",
    rawType: "PaymentMethodCard",
    provider: null,
    maskedNumber: null,
    ...noMethodDetails,
    ...overrides,
  };
}

export function testCancellation(overrides: Partial<Cancellation> = {}): Cancellation {
  return {
    id: "cancellation-1",
    status: "SUCCEEDED",
    rawStatus: "SUCCEEDED",
    pgCancellationId: null,
    totalAmount: 10_000,
    taxFreeAmount: 0,
    vatAmount: 909,
    pointsBack: null,
    reason: "고객 요청",
    trigger: "API",
    requestedAt: "2026-11-22T00:00:00.000Z",
    cancelledAt: "2026-11-22T00:00:01.000Z",
    receiptUrl: null,
    ...overrides,
  };
}
