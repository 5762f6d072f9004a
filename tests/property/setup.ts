// The start of a sequence: the payment, and the behaviour of the sandbox where PortOne documents nothing.
import fc from "fast-check";
import type { PaymentOverrides } from "@/sandbox/control/create-payment";
import type { Switches } from "@/sandbox/control/switches";

export const paymentShape: fc.Arbitrary<PaymentOverrides> = fc
  .record({
    total: fc.constantFrom(10_000, 39_000, 1_000),
    taxFree: fc.constantFrom(0, 0, 300),
    discount: fc.constantFrom(0, 0, 0, 100),
    promotion: fc.oneof(
      { weight: 4, arbitrary: fc.constant(undefined) },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constantFrom("rate" as const, "fixed" as const),
          value: fc.constant(10),
          threshold: fc.constantFrom(0, 700),
        }),
      },
    ),
    channelType: fc.constantFrom("LIVE" as const, "LIVE" as const, "TEST" as const),
    channel: fc.constantFrom(
      { pgProvider: "KCP_V2" },
      { pgProvider: "KCP_V2" },
      { pgProvider: "TOSSPAYMENTS" },
      // Requires the VAT of every partial cancel.
      { pgProvider: "TOSSPAY_V2", vatSpecified: true },
      // Refunds go to an account that a person names. Smartro answers each of these cancels later.
      { pgProvider: "TOSSPAYMENTS", method: "VIRTUAL_ACCOUNT" },
      { pgProvider: "SMARTRO_V2", method: "VIRTUAL_ACCOUNT" },
      // Answers every cancel later (PortOne's PG guides).
      {
        pgProvider: "KICC_V2",
        method: { type: "PaymentMethodEasyPay", provider: "WECHAT" },
      },
    ),
  })
  .map(({ channel, promotion, discount, ...rest }) => ({
    ...rest,
    ...channel,
    ...(promotion === undefined ? { discount } : { promotion }),
  }));

/**
 * The switches that affect cancels, keys, balances and webhooks, each at its default or drawn. The other switches
 * (virtual accounts, deadlines, contracts, listings) change what may be refunded and found, not a refund's outcome.
 */
export const switches: fc.Arbitrary<Partial<Switches>> = fc.record(
  {
    replayErrors: fc.boolean(),
    cancelledCountsPending: fc.boolean(),
    pendingCancelBlocks: fc.boolean(),
    balanceBasis: fc.constantFrom("total", "paid"),
    promotionCancellationTotal: fc.constantFrom("order", "refunded"),
    fixedPromotionRate: fc.constantFrom("charged", "threshold", "order"),
    statusChangedAtMovesOnSecondPartial: fc.boolean(),
    amountsShrink: fc.boolean(),
    webhookIdNewOnRetry: fc.boolean(),
    webhookTimestampNewOnRetry: fc.boolean(),
    webhookVersion: fc.constantFrom("2024-04-25", "2024-01-01"),
    webhookSuccess: fc.constantFrom("2xx", "200"),
    keyLifetimeMs: fc.constantFrom(0, 3_600_000),
    reusedKeyOtherBody: fc.constantFrom("replay", "reject", "execute"),
    asyncFailureSendsWebhook: fc.boolean(),
    asyncFailureWebhookType: fc.constantFrom("Transaction.CancelFailed", "Transaction.Cancelled"),
    asyncSettleMs: fc.constantFrom(0, 300_000),
    reasonEcho: fc.constantFrom("full", "cut"),
    reasonCutLength: fc.constantFrom(0, 3, 5, 8),
    mixedTaxFullCancelWithoutTaxFree: fc.constantFrom("accept", "reject"),
    nullAmount: fc.constantFrom("full", "reject"),
    zeroAmount: fc.constantFrom("full", "reject"),
    maxCancelCount: fc.constantFrom(1, 2),
    totalCountMeans: fc.constantFrom("all", "page"),
    cursorOrder: fc.constantFrom("ASC", "DESC"),
  },
  { requiredKeys: [] },
);
