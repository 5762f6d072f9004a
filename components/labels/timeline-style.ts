import {
  Ban,
  Check,
  CircleHelp,
  Clock,
  CreditCard,
  Landmark,
  Link2,
  type LucideIcon,
  RotateCcw,
  Send,
  TriangleAlert,
  Undo2,
  Webhook,
  X,
} from "lucide-react";
import type { Tone } from "@/components/ui/tone";
import type { ApprovalEventKind } from "@/lib/domain/approval/approval-state";
import type { PayoutStatus } from "@/lib/domain/payment/payout";
import type { OperationAnswer } from "@/lib/domain/refund/operation";
import type { RefundState } from "@/lib/domain/refund/refund";
import type { SendResult } from "@/lib/domain/refund/send-result";
import type { EntryView } from "@/lib/domain/views/timeline";
import { cancellationTone, paymentTone } from "./payment-labels";
import { refundTone } from "./refund-labels";

export type TimelineStyle = { tone: Tone; icon: LucideIcon };

export const stateIcon: Record<RefundState, LucideIcon> = {
  submitting: Clock,
  pending: Clock,
  succeeded: Check,
  failed: X,
  undecided: CircleHelp,
};

const cancellationIcon = { REQUESTED: Clock, SUCCEEDED: Undo2, FAILED: X, UNRECOGNIZED: CircleHelp } as const;

const payoutStyle: Record<PayoutStatus, TimelineStyle> = {
  PENDING: { tone: "progress", icon: Clock },
  COMPLETED: { tone: "ok", icon: Landmark },
  FAILED: { tone: "danger", icon: X },
  PARTIAL_REFUND_FAILED: { tone: "danger", icon: X },
  UNRECOGNIZED: { tone: "neutral", icon: CircleHelp },
};

const operationStyle: Record<OperationAnswer["kind"], TimelineStyle> = {
  done: { tone: "ok", icon: Check },
  refused: { tone: "danger", icon: Ban },
  "pg-refused": { tone: "danger", icon: Ban },
  unanswered: { tone: "progress", icon: CircleHelp },
};

const approvalStyle: Record<ApprovalEventKind, TimelineStyle> = {
  asked: { tone: "progress", icon: Clock },
  approved: { tone: "ok", icon: Check },
  rejected: { tone: "danger", icon: Ban },
  returned: { tone: "warn", icon: Undo2 },
  amended: { tone: "progress", icon: Clock },
  withdrawn: { tone: "neutral", icon: X },
  expired: { tone: "warn", icon: Clock },
  voided: { tone: "warn", icon: TriangleAlert },
};

export function timelineStyle(entry: EntryView): TimelineStyle {
  switch (entry.kind) {
    case "refund-requested":
      return entry.emergencyWhy
        ? { tone: "warn", icon: TriangleAlert }
        : { tone: "neutral", icon: RotateCcw };
    case "approval":
      return approvalStyle[entry.event];
    case "refund-sent":
      return { tone: "neutral", icon: Send };
    case "refund-answered":
      return answerStyle(entry.answer);
    case "refund-state-changed":
      return { tone: refundTone[entry.state], icon: stateIcon[entry.state] };
    case "refund-contradicted":
      return { tone: "warn", icon: TriangleAlert };
    case "cancellation":
      return { tone: cancellationTone[entry.status], icon: cancellationIcon[entry.status] };
    case "cancellation-linked":
      return { tone: "neutral", icon: Link2 };
    case "webhook-received":
      return { tone: "neutral", icon: Webhook };
    case "payment-status":
      return { tone: paymentTone[entry.status], icon: CreditCard };
    case "payout":
      return payoutStyle[entry.status];
    case "payout-handled":
      return { tone: "neutral", icon: Check };
    case "manual-refund":
      return { tone: "warn", icon: Landmark };
    case "manual-refund-reversed":
      return { tone: "neutral", icon: Undo2 };
    case "operation-requested":
      return { tone: "neutral", icon: Send };
    case "operation-answered":
      return operationStyle[entry.answer.kind];
    case "operation-ended":
      return entry.state === "done" ? operationStyle.done : { tone: "warn", icon: TriangleAlert };
  }
}

function answerStyle(answer: SendResult): TimelineStyle {
  switch (answer.kind) {
    case "answered":
      if (answer.status === "SUCCEEDED") return { tone: "ok", icon: Check };
      if (answer.status === "REQUESTED") return { tone: "progress", icon: Clock };
      if (answer.status === "FAILED") return { tone: "danger", icon: X };
      return { tone: "warn", icon: CircleHelp };
    case "refused":
    case "pg-refused":
      return { tone: "danger", icon: Ban };
    case "unanswered":
      return { tone: "progress", icon: CircleHelp };
  }
}
