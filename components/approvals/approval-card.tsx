// A request that waits for approval: how the customer's money would move, who asks, which rule caught it, and the decision.
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "@/components/labels/money";
import { TestBadge } from "@/components/labels/payment-status";
import { Badge } from "@/components/ui/badge";
import { type Fact, Facts } from "@/components/ui/facts";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import { type ApprovalState, isOpenApproval } from "@/lib/domain/approval/approval-state";
import type { FrozenManualRefund, FrozenRefund } from "@/lib/domain/approval/frozen-request";
import { bankName } from "@/lib/domain/bank/bank-names";
import { formatMoney } from "@/lib/domain/money";
import { paymentHref } from "@/lib/domain/payment/payment-href";
import { methodTypes } from "@/lib/domain/payment/payment-method";
import type { MaskedAccount } from "@/lib/domain/refund/refund-account";
import { type ApprovalView, movedAmount } from "@/lib/domain/views/approval";
import { AccountNumber } from "./account-number";
import type { ApprovalActions } from "./approval-actions";
import { ApprovalControls } from "./approval-controls";
import { ApprovalHistory } from "./approval-history";
import { useRuleText } from "./rule-text";

const approvalTone: Record<ApprovalState, Tone> = {
  waiting: "progress",
  returned: "warn",
  approved: "ok",
  rejected: "danger",
  withdrawn: "neutral",
  expired: "warn",
  void: "warn",
};

export type ApprovalCardProps = {
  approval: ApprovalView;
  actions: ApprovalActions;
  /** Whether the card stands on the page of its payment, which names the payment. */
  isOnPayment?: boolean;
  /** Called to open the form for an amendment; absent where there is no form. */
  onAmend?: () => void;
  /** Called after a decision; by default the page is read again. */
  onChanged?: () => void;
  signInHref: string;
};

export function ApprovalCard({
  approval,
  actions,
  isOnPayment = false,
  onAmend,
  onChanged,
  signInHref,
}: ApprovalCardProps) {
  const t = useTranslations("approvals");
  const { payment, state } = approval;
  const { revealAccount } = actions;
  const accountOf = (account: MaskedAccount) =>
    revealAccount === null || !isOpenApproval(state) ? (
      <MaskedDestination account={account} />
    ) : (
      <AccountNumber
        key={approval.revision}
        approvalId={approval.id}
        account={account}
        reveal={revealAccount}
        signInHref={signInHref}
      />
    );
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Badge tone={approvalTone[state]}>{t(`state.${state}`)}</Badge>
            {approval.expiresSoon && <Badge tone="warn">{t("expiresSoon")}</Badge>}
            {!isOnPayment && (
              <Link
                href={paymentHref(payment.id)}
                prefetch={false}
                data-row
                className="min-w-0 font-semibold wrap-anywhere text-accent hover:underline"
              >
                {payment.orderName}
              </Link>
            )}
            <TestBadge channelType={payment.channelType} />
          </p>
          {!isOnPayment && <p className="mt-0.5 text-xs wrap-anywhere text-faint">{payment.id}</p>}
        </div>
        <p className="text-xl font-bold tracking-tight">
          <Money amount={movedAmount(approval)} currency={approval.currency} />
        </p>
      </div>
      <Facts facts={useFacts(approval, accountOf)} className="grid grid-cols-1 gap-x-6 sm:grid-cols-2" />
      <ApprovalHistory approval={approval} />
      <ApprovalControls
        approval={approval}
        actions={actions}
        signInHref={signInHref}
        {...(onAmend && { onAmend })}
        {...(onChanged && { onChanged })}
      />
    </div>
  );
}

type AccountOf = (account: MaskedAccount) => ReactNode;

function useFacts(approval: ApprovalView, accountOf: AccountOf): Fact[] {
  const t = useTranslations("approvals");
  const payments = useTranslations("payment");
  const ruleText = useRuleText();
  const refundFacts = useRefundFacts();
  const manualFacts = useManualFacts();
  const { frozen, currency, payment, approvedBy, approversNeeded } = approval;
  const method = methodTypes.find((known) => known === payment.method);
  return [
    { label: t("fact.requester"), value: approval.requesterName },
    {
      label: t("fact.asked"),
      value: isOpenApproval(approval.state) ? (
        <>
          <Time at={approval.createdAt} />{" "}
          <Time at={approval.createdAt} isExact className="text-sm text-muted" />
        </>
      ) : (
        <Time at={approval.createdAt} isExact />
      ),
    },
    {
      label: t("fact.expires"),
      value: isOpenApproval(approval.state) && <Time at={approval.expiresAt} isExact />,
    },
    { label: t("fact.rule"), value: ruleText(approval.rule) },
    {
      label: t("fact.approvals"),
      value: approversNeeded > 1 && [`${approvedBy.length}/${approversNeeded}`, ...approvedBy].join(" · "),
    },
    { label: t("fact.method"), value: method && payments(`method.${method}`) },
    { label: t("fact.kind"), value: t(`kind.${frozen.kind}`) },
    ...(frozen.kind === "manual" ? manualFacts(frozen) : refundFacts(frozen, currency, accountOf)),
  ];
}

function useManualFacts(): (frozen: FrozenManualRefund) => Fact[] {
  const t = useTranslations("approvals");
  const locale = useLocale();
  return ({ bank, paidOn, note }) => [
    { label: t("fact.bank"), value: bankName(bank, locale) },
    { label: t("fact.paidOn"), value: paidOn },
    { label: t("fact.evidence"), value: note },
  ];
}

function useRefundFacts(): (frozen: FrozenRefund, currency: string, accountOf: AccountOf) => Fact[] {
  const t = useTranslations("approvals");
  const form = useTranslations("refundForm");
  const locale = useLocale();
  return (frozen, currency, accountOf) => {
    const { account, basis, balanceLock } = frozen;
    const isAmountApart = basis.moneyBack !== null && basis.moneyBack !== frozen.amount;
    return [
      {
        label: t("fact.cancelAmount"),
        value: isAmountApart && <Money amount={frozen.amount} currency={currency} />,
      },
      { label: t("fact.balance"), value: <Money amount={basis.balance.amount} currency={currency} /> },
      {
        label: form("receipt.taxFree"),
        value: frozen.taxFree > 0 && <Money amount={frozen.taxFree} currency={currency} />,
      },
      {
        label: t("fact.vat"),
        value: frozen.vat !== null && <Money amount={frozen.vat} currency={currency} />,
      },
      {
        label: t("fact.manualRefunds"),
        value: basis.manualRefunds > 0 && <Money amount={basis.manualRefunds} currency={currency} />,
      },
      {
        label: form("receipt.destination"),
        value: account ? accountOf(account) : frozen.email === null && form("destination.same"),
      },
      { label: t("fact.email"), value: frozen.email },
      {
        label: form("receipt.discount"),
        value: frozen.retainOption && form(`promotion.${frozen.retainOption}`),
      },
      {
        label: t("fact.balanceLock"),
        value:
          balanceLock?.kind === "typed"
            ? t("balanceLock.typed", { amount: formatMoney(balanceLock.balance, currency, locale) })
            : balanceLock && t("balanceLock.without"),
      },
      { label: form("receipt.reason"), value: frozen.reason },
      { label: form("receipt.requester"), value: form(`by.${frozen.requester}`) },
      { label: form("receipt.override"), value: frozen.overrideWhy },
      { label: form("receipt.internalNote"), value: frozen.internalNote },
    ];
  };
}

function MaskedDestination({ account }: { account: MaskedAccount }) {
  const form = useTranslations("refundForm");
  const locale = useLocale();
  return (
    <>
      {bankName(account.bank, locale)} <span className="tabular-nums">•••• {account.lastDigits}</span>
      <span className="block text-muted">{form("receipt.holder", { holder: account.holder })}</span>
    </>
  );
}
