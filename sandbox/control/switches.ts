// Behaviour that PortOne does not document is a switch, never a guess in the code. Each default is the reading that a
// careful client should be tested against first.
import * as z from "zod";

export const switchesShape = z.strictObject({
  replayErrors: z.boolean(),
  cancelledCountsPending: z.boolean(),
  pendingCancelBlocks: z.boolean(),
  balanceBasis: z.enum(["total", "paid"]),
  promotionCancellationTotal: z.enum(["order", "refunded"]),
  fixedPromotionRate: z.enum(["charged", "threshold", "order"]),
  statusChangedAtMovesOnSecondPartial: z.boolean(),
  amountsShrink: z.boolean(),
  webhookIdNewOnRetry: z.boolean(),
  webhookTimestampNewOnRetry: z.boolean(),
  webhookVersion: z.enum(["2024-04-25", "2024-01-01"]),
  webhookSuccess: z.enum(["2xx", "200"]),
  maxManualResends: z.number().int().min(0),
  keyLifetimeMs: z.number().int().min(0),
  reusedKeyOtherBody: z.enum(["replay", "reject", "execute"]),
  asyncFailureSendsWebhook: z.boolean(),
  asyncFailureWebhookType: z.string().min(1),
  asyncSettleMs: z.number().int().min(0).nullable(),
  paypalAsync: z.boolean(),
  paymentwallAsync: z.boolean(),
  stoppedCancellation: z.enum(["FAILED", "removed"]),
  virtualAccountPayout: z.enum(["business-day", "immediate", "manual"]),
  reasonEcho: z.enum(["full", "cut"]),
  reasonCutLength: z.number().int().min(0),
  mixedTaxFullCancelWithoutTaxFree: z.enum(["accept", "reject"]),
  nullAmount: z.enum(["full", "reject"]),
  zeroAmount: z.enum(["reject", "full"]),
  maxCancelCount: z.number().int().min(1),
  cancelledFinalStatusAfterClose: z.enum(["FAILED", "CANCELLED", "VIRTUAL_ACCOUNT_ISSUED"]),
  v1Cancel: z.enum(["accept", "reject"]),
  totalCountMeans: z.enum(["all", "page"]),
  cursorOrder: z.enum(["ASC", "DESC"]),
  textSearchMatch: z.enum(["prefix", "substring"]),
  textSearchCombine: z.enum(["all", "any"]),
  cardDeadline: z.enum(["enforced", "open"]),
  transferDeadline: z.enum(["none", "three-months"]),
  cardPartialRefusals: z.enum(["documented", "off"]),
  v1AccountRules: z.boolean(),
  testAutoCancel: z.boolean(),
  testVirtualAccountRefund: z.enum(["accept", "reject"]),
  contractVirtualAccountRefund: z.boolean(),
  contractMobileNextMonth: z.boolean(),
  contractMobilePartial: z.boolean(),
  contractPartialCancel: z.boolean(),
});
export type Switches = z.infer<typeof switchesShape>;

export const defaultSwitches: Readonly<Switches> = {
  // "The stored response is returned as it was": an error is a response too.
  replayErrors: true,
  // The name `cancelled` suggests finished cancels; a pending cancel has not happened yet.
  cancelledCountsPending: false,
  // No document says that a second cancel is refused while one is pending; the balance is reduced either way.
  pendingCancelBlocks: false,
  // `total` is the only basis the promotion guide uses.
  balanceBasis: "total",
  // `amount` is in order amount, so the recorded total is read in the same way.
  promotionCancellationTotal: "order",
  // The guide computes 1,000 off a charge of 5,000 as 20 %.
  fixedPromotionRate: "charged",
  // The status does not change on a second partial cancel, so its time should not either.
  statusChangedAtMovesOnSecondPartial: false,
  // No document says that `paid`, `vat` or `supply` move after a cancel.
  amountsShrink: false,
  // Standard Webhooks keeps the id over retries, so that receivers can drop duplicates.
  webhookIdNewOnRetry: false,
  // Retries last for hours while receivers tolerate five minutes: only a new timestamp can be accepted.
  webhookTimestampNewOnRetry: true,
  webhookVersion: "2024-04-25",
  // The samples answer 200; FAILED_NOT_OK_RESPONSE in the log suggests that any other 2xx passes as well.
  webhookSuccess: "2xx",
  // A limit per webhook id exists; its number is not documented.
  maxManualResends: 5,
  // Documented as 3 hours, "may change".
  keyLifetimeMs: 3 * 60 * 60 * 1000,
  // The documents forbid it; rejecting shows the mistake soonest.
  reusedKeyOtherBody: "reject",
  // The specification has the trigger ASYNC_CANCEL_FAILED, so a webhook is sent.
  asyncFailureSendsWebhook: true,
  // No such type is documented: a receiver must handle an unknown type.
  asyncFailureWebhookType: "Transaction.CancelFailed",
  // How long REQUESTED lasts is not documented; null leaves the end to the control API.
  asyncSettleMs: null,
  // "Sometimes" in the guide.
  paypalAsync: false,
  // Written for the V1 module only.
  paymentwallAsync: false,
  // The outcome of a stopped request is not documented; removing it would erase history.
  stoppedCancellation: "FAILED",
  // Banks pay out on business days; the guide says one to two of them.
  virtualAccountPayout: "business-day",
  // A length limit is not documented.
  reasonEcho: "full",
  reasonCutLength: 30,
  // By the specification, the whole cancel is taxable when the tax-free amount is omitted.
  mixedTaxFullCancelWithoutTaxFree: "reject",
  // Many servers read null as "no amount", which means everything: tests use the dangerous reading.
  nullAmount: "full",
  zeroAmount: "reject",
  // MAX_CANCEL_COUNT_REACHED exists; its number is not documented.
  maxCancelCount: 30,
  // The console of the V1 module shows a closed account as a failed payment.
  cancelledFinalStatusAfterClose: "FAILED",
  // V1 payments can be read through V2; cancelling them is not described.
  v1Cancel: "reject",
  // The specification's text and the console's use differ; a pager needs the count of all pages.
  totalCountMeans: "all",
  cursorOrder: "ASC",
  // The console's search matches from the start of the word.
  textSearchMatch: "prefix",
  textSearchCombine: "all",
  // "Usually one year, per card company."
  cardDeadline: "enforced",
  // Two help pages disagree: about three months, or no limit.
  transferDeadline: "none",
  cardPartialRefusals: "documented",
  // Account and phone for transfers are documented for the V1 modules of Smartro and Welcome only.
  v1AccountRules: true,
  // Documented: "The payment stays as it was at PortOne, and a cancel fails". Off makes test payments refundable.
  testAutoCancel: true,
  // PG test environments offer no virtual account refund.
  testVirtualAccountRefund: "reject",
  contractVirtualAccountRefund: true,
  contractMobileNextMonth: true,
  contractMobilePartial: true,
  contractPartialCancel: true,
};

/** Returns the values of every switch that is an enumeration. */
export function switchChoices(): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(switchesShape.shape).flatMap(([name, shape]) =>
      shape instanceof z.ZodEnum ? [[name, shape.options.map(String)] as const] : [],
    ),
  );
}
