import "server-only";
import type { AppContext } from "@/lib/context";
import { approvalSettingsOf, approvalThresholds } from "@/lib/db/approvals/needed-approval";
import { latestApprovalOf } from "@/lib/db/queries/approvals";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { isOpenApproval } from "@/lib/domain/approval/approval-state";
import { ruledPayment } from "@/lib/domain/approval/ruled-payment";
import { type Actor, may } from "@/lib/domain/people/permissions";
import type { PaymentDetail, PaymentPageView } from "@/lib/domain/views/payment-page";
import { undecidedEvidence } from "./undecided-evidence";

/** Reads the database only. Returns null where the payment is not stored. */
export async function readPaymentPage(
  context: Pick<AppContext, "database" | "cipher">,
  viewer: Pick<Actor, "id" | "role">,
  query: { paymentId: string; storeId: string | undefined },
): Promise<PaymentPageView | null> {
  const { db } = context.database;
  const mayRefund = may(viewer.role, "refunds:request");
  const detail = await paymentDetail(db, {
    ...query,
    viewerId: viewer.id,
    forRefund: mayRefund,
    seesCustomer: may(viewer.role, "customers:read"),
  });
  if (detail === null) return null;
  const { payment, refunds } = detail;
  const key = { storeId: payment.storeId, paymentId: payment.id };
  const latest = await latestApprovalOf(db, viewer, key);
  // A later refund says more than an earlier request that came to nothing.
  const isOutdated =
    latest !== null &&
    !isOpenApproval(latest.state) &&
    (latest.state === "approved" || refunds.some(({ createdAt }) => createdAt > latest.createdAt));
  const isWaiting = latest !== null && isOpenApproval(latest.state);
  return {
    ...detail,
    refusal: detail.refusal ?? (isWaiting ? "approval-open" : null),
    undecided: await undecidedEvidence(context, detail),
    approval: isOutdated ? null : latest,
    approvalThresholds: mayRefund
      ? await thresholds(context, viewer.id, detail, isWaiting && latest.isOwn ? latest.id : null)
      : [],
  };
}

/** Returns whether the settings allow refunds without approval at all. */
export async function mayRefundInEmergency({ database }: Pick<AppContext, "database">): Promise<boolean> {
  return (await approvalSettingsOf(database.db)).emergencyAllowed;
}

function thresholds(
  { database }: Pick<AppContext, "database">,
  requesterId: string,
  { payment }: PaymentDetail,
  exceptApproval: string | null,
) {
  return approvalThresholds(database.db, {
    kind: "refund",
    ...ruledPayment(payment),
    requesterId,
    exceptApproval,
  });
}
