// New fields are ignored, new values UNRECOGNIZED: https://developers.portone.io/api/rest-v2/backward-compatibility
import * as z from "zod";
import { orderAmount, pointsBack } from "@/lib/domain/amounts";
import {
  type Cancellation,
  cancellationStatuses,
  cashReceiptIssuanceStatuses,
  cashReceiptStatuses,
  disputeStatuses,
  escrowStatuses,
  type Payment,
  paymentStatuses,
} from "@/lib/domain/payment/payment";
import { term } from "@/lib/domain/payment/payment-method";
import { methodOnWire } from "./wire-method";
import { instantOnWire, optionalText } from "./wire-scalars";

const amount = z.int().nonnegative();
/** Display only. PortOne does not document how partial cancels change these amounts: a value below zero is readable. */
const shownAmount = z.int();

const cancellation = z
  .object({
    status: z.string(),
    id: z.string().min(1),
    pgCancellationId: optionalText,
    totalAmount: amount,
    taxFreeAmount: amount,
    vatAmount: amount,
    easyPayDiscountAmount: amount.optional(),
    reason: z.string(),
    requestedAt: instantOnWire,
    cancelledAt: instantOnWire.optional(),
    receiptUrl: optionalText,
    trigger: optionalText,
  })
  .transform(
    (wire): Cancellation => ({
      id: wire.id,
      status: term(cancellationStatuses, wire.status).value,
      rawStatus: wire.status,
      pgCancellationId: wire.pgCancellationId ?? null,
      totalAmount: wire.totalAmount,
      taxFreeAmount: wire.taxFreeAmount,
      vatAmount: wire.vatAmount,
      pointsBack: wire.easyPayDiscountAmount === undefined ? null : pointsBack(wire.easyPayDiscountAmount),
      reason: wire.reason,
      trigger: wire.trigger ?? null,
      requestedAt: wire.requestedAt,
      cancelledAt: wire.cancelledAt ?? null,
      receiptUrl: httpsUrl(wire.receiptUrl),
    }),
  );

/** PortOne documents most fields as present. Missing ones become null: the payment must stay readable. */
const cashReceipt = z
  .object({
    status: z.string(),
    issueNumber: optionalText,
    issuedAt: instantOnWire.optional(),
    cancelledAt: instantOnWire.optional(),
  })
  .transform((wire) => ({
    status: term(cashReceiptStatuses, wire.status),
    issueNumber: wire.issueNumber ?? null,
    issuedAt: wire.issuedAt ?? null,
    cancelledAt: wire.cancelledAt ?? null,
  }));

const dispute = z
  .object({
    status: z.string(),
    reason: optionalText,
    createdAt: instantOnWire.optional(),
    resolvedAt: instantOnWire.optional(),
  })
  .transform((wire) => ({
    status: term(disputeStatuses, wire.status),
    reason: wire.reason ?? null,
    createdAt: wire.createdAt ?? null,
    resolvedAt: wire.resolvedAt ?? null,
  }));

const payment = z
  .object({
    status: z.string(),
    id: z.string().min(1),
    transactionId: z.string(),
    pgTxId: optionalText,
    storeId: z.string().min(1),
    version: z.string(),
    method: methodOnWire.optional(),
    channel: z
      .object({ type: z.string(), pgProvider: z.string(), pgMerchantId: optionalText, name: optionalText })
      .optional(),
    requestedAt: instantOnWire,
    updatedAt: instantOnWire,
    statusChangedAt: instantOnWire,
    orderName: z.string(),
    currency: z.string(),
    amount: z.object({
      total: amount,
      taxFree: amount,
      vat: shownAmount.optional(),
      supply: shownAmount.optional(),
      discount: amount,
      paid: shownAmount,
      cancelled: amount,
      cancelledTaxFree: amount,
    }),
    customer: z.object({
      id: optionalText,
      name: optionalText,
      email: optionalText,
      phoneNumber: optionalText,
    }),
    promotionId: optionalText,
    disputes: z.array(dispute).optional(),
    escrow: z.object({ status: z.string() }).optional(),
    cashReceipt: cashReceipt.optional(),
    cashReceiptIssuanceStatus: optionalText,
    paidAt: instantOnWire.optional(),
    cancelledAt: instantOnWire.optional(),
    receiptUrl: optionalText,
    cancellations: z.array(cancellation).optional(),
  })
  .transform(
    (wire): Payment => ({
      id: wire.id,
      storeId: wire.storeId,
      transactionId: wire.transactionId,
      pgTxId: wire.pgTxId ?? null,
      approvalNumber: wire.method?.approvalNumber ?? null,
      version: wire.version,
      status: term(paymentStatuses, wire.status).value,
      rawStatus: wire.status,
      channel: wire.channel
        ? {
            type: wire.channel.type,
            pgProvider: wire.channel.pgProvider,
            pgMerchantId: wire.channel.pgMerchantId ?? null,
            name: wire.channel.name ?? null,
          }
        : null,
      method: wire.method?.method ?? null,
      orderName: wire.orderName,
      currency: wire.currency,
      amount: {
        ...wire.amount,
        total: orderAmount(wire.amount.total),
        vat: wire.amount.vat ?? null,
        supply: wire.amount.supply ?? null,
      },
      customer: {
        id: wire.customer.id ?? null,
        name: wire.customer.name ?? null,
        email: wire.customer.email ?? null,
        phoneNumber: wire.customer.phoneNumber ?? null,
      },
      promotionId: wire.promotionId ?? null,
      // An unknown status counts as unresolved: refunding a disputed payment pays twice.
      hasUnresolvedDispute: (wire.disputes ?? []).some(({ status }) => status.value !== "RESOLVED"),
      disputes: wire.disputes ?? [],
      escrow: term(escrowStatuses, wire.escrow?.status),
      cashReceipt: wire.cashReceipt ?? null,
      cashReceiptIssuanceStatus: term(cashReceiptIssuanceStatuses, wire.cashReceiptIssuanceStatus),
      requestedAt: wire.requestedAt,
      paidAt: wire.paidAt ?? null,
      cancelledAt: wire.cancelledAt ?? null,
      updatedAt: wire.updatedAt,
      statusChangedAt: wire.statusChangedAt,
      receiptUrl: httpsUrl(wire.receiptUrl),
      cancellations: wire.cancellations ?? [],
    }),
  );

export type ReadPayment = { payment: Payment; raw: unknown };

export const paymentOnWire = z.unknown().transform((raw, context): ReadPayment => {
  const parsed = payment.safeParse(raw);
  if (parsed.success) return { payment: parsed.data, raw };
  for (const issue of parsed.error.issues)
    context.addIssue({ code: "custom", message: issue.message, path: issue.path });
  return z.NEVER;
});

export const cancelAnswerOnWire = z.object({ cancellation });

/** `pgCode` and `pgMessage` come with PG_PROVIDER. */
export const errorOnWire = z.object({
  type: z.string(),
  message: optionalText,
  pgCode: optionalText,
  pgMessage: optionalText,
});

export const pageOnWire = z.object({ items: z.array(z.unknown()) });

export const cursorPageOnWire = z.object({
  items: z.array(z.object({ payment: z.unknown(), cursor: z.string() })),
});

export type PaymentEvent = {
  /** PAID, PARTIAL_CANCELLED, CANCELLED, or a value that PortOne adds later. */
  type: string;
  paymentId: string;
  storeId: string;
  cancellation: { id: string; status: string } | null;
};

const eventOnWire = z
  .object({
    type: z.string(),
    paymentId: z.string().min(1),
    storeId: z.string().min(1),
    cancellation: z.object({ id: z.string().min(1), status: z.string() }).optional(),
  })
  .transform((wire): PaymentEvent => ({ ...wire, cancellation: wire.cancellation ?? null }));

/** An unreadable event becomes null, so that the others stay readable. */
export const eventPageOnWire = z
  .object({ items: z.array(z.object({ paymentEvent: z.unknown(), cursor: z.string() })) })
  .transform(({ items }) =>
    items.map(({ paymentEvent, cursor }) => ({
      event: eventOnWire.safeParse(paymentEvent).data ?? null,
      cursor,
    })),
  );

/** Returns https URLs only: a link of another scheme could run script when clicked. */
function httpsUrl(value: string | undefined): string | null {
  return value !== undefined && URL.canParse(value) && new URL(value).protocol === "https:" ? value : null;
}
