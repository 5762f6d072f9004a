"use client";
// The account of a request that waits: masked, and in full after a press that the audit records.
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { useAction } from "@/components/ui/use-action";
import type { RevealAccountError } from "@/lib/domain/approval/approval-errors";
import { bankName } from "@/lib/domain/bank/bank-names";
import type { MaskedAccount } from "@/lib/domain/refund/refund-account";
import type { ApprovalActions, RevealedAccount } from "./approval-actions";

type AccountNumberProps = {
  approvalId: string;
  account: MaskedAccount;
  reveal: NonNullable<ApprovalActions["revealAccount"]>;
  signInHref: string;
};

export function AccountNumber({ approvalId, account, reveal, signInHref }: AccountNumberProps) {
  const t = useTranslations("approvals");
  const form = useTranslations("refundForm");
  const locale = useLocale();
  const { run, isPending, refusal } = useAction(reveal);
  const [shown, setShown] = useState<RevealedAccount | null>(null);

  async function press() {
    if (shown !== null) return setShown(null);
    const outcome = await run({ approvalId });
    if (outcome.kind === "done") setShown(outcome.value);
  }

  return (
    <>
      <span role="status">
        {bankName(account.bank, locale)}{" "}
        <span className="tabular-nums">{shown?.number ?? `•••• ${account.lastDigits}`}</span>
        <span className="block text-muted">
          {form("receipt.holder", { holder: shown?.holderName ?? account.holder })}
        </span>
      </span>
      <span className="mt-1 block">
        <Button size="sm" isPending={isPending} onPress={press}>
          {t(shown === null ? "account.show" : "account.hide")}
        </Button>
      </span>
      <span className="block text-xs text-muted">{t("account.recorded")}</span>
      <FormAlert
        refusal={refusal}
        labels={(code: RevealAccountError) => t(`account.error.${code}`)}
        signInHref={signInHref}
      />
    </>
  );
}
