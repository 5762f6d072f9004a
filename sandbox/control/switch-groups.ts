// The headings under which the control page shows the switches.
import type { Switches } from "./switches.ts";

export const switchGroups = {
  cancel: [
    "balanceBasis",
    "cancelledCountsPending",
    "amountsShrink",
    "promotionCancellationTotal",
    "fixedPromotionRate",
    "mixedTaxFullCancelWithoutTaxFree",
    "nullAmount",
    "zeroAmount",
    "maxCancelCount",
  ],
  asynchronous: [
    "asyncSettleMs",
    "pendingCancelBlocks",
    "asyncFailureSendsWebhook",
    "asyncFailureWebhookType",
    "stoppedCancellation",
    "paypalAsync",
    "paymentwallAsync",
  ],
  pg: [
    "cardDeadline",
    "transferDeadline",
    "cardPartialRefusals",
    "v1AccountRules",
    "contractVirtualAccountRefund",
    "contractMobileNextMonth",
    "contractMobilePartial",
    "contractPartialCancel",
    "virtualAccountPayout",
    "testAutoCancel",
    "testVirtualAccountRefund",
  ],
  record: [
    "statusChangedAtMovesOnSecondPartial",
    "reasonEcho",
    "reasonCutLength",
    "cancelledFinalStatusAfterClose",
    "v1Cancel",
  ],
  idempotency: ["replayErrors", "keyLifetimeMs", "reusedKeyOtherBody"],
  list: ["totalCountMeans", "cursorOrder", "textSearchMatch", "textSearchCombine"],
  webhook: [
    "webhookVersion",
    "webhookSuccess",
    "webhookIdNewOnRetry",
    "webhookTimestampNewOnRetry",
    "maxManualResends",
  ],
} as const satisfies Record<string, readonly (keyof Switches)[]>;

export type SwitchGroup = keyof typeof switchGroups;
