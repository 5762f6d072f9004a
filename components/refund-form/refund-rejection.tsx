// Explains why the desk requested no refund, or does not know whether it did.
import { useTranslations } from "next-intl";
import { NextStep } from "@/components/labels/next-step";
import { errorResolvableBy } from "@/components/labels/refund-labels";
import { isEntryError, referenceIn } from "@/components/ui/action";
import { Callout } from "@/components/ui/callout";
import type { AmendApprovalError } from "@/lib/domain/approval/approval-errors";
import type { EntryError } from "@/lib/domain/entry-error";
import { LimitNotice } from "./limit-notice";
import type { RequestFailure } from "./submit-refund";

export type Rejection = { code: AmendApprovalError | EntryError | RequestFailure; detail?: unknown };

type RefundRejectionProps = {
  rejection: Rejection;
  /** Whether the request has data of the customer, which a draft does not keep. */
  hasCustomerData: boolean;
  signInHref: string;
};

export function RefundRejection({ rejection, hasCustomerData, signInHref }: RefundRejectionProps) {
  const t = useTranslations("refund");
  const form = useTranslations("refundForm");
  const common = useTranslations("common");
  const { code } = rejection;
  if (isSendFailure(code)) {
    return (
      <Callout kind="warn" title={t(`sendFailure.${code}.title`)}>
        <p>{t(`sendFailure.${code}.body`)}</p>
        {code !== "no-answer" && hasCustomerData && <p>{form("draft.retype")}</p>}
      </Callout>
    );
  }
  if (code === "limit-reached") return <LimitNotice detail={rejection.detail} />;
  if (!isEntryError(code)) {
    return (
      <Callout kind="warn" title={t("rejectedTitle")}>
        <p>{t(`refusal.${code}.what`)}</p>
        <NextStep next={t(`refusal.${code}.next`)} who={errorResolvableBy[code]} />
      </Callout>
    );
  }
  const reference = referenceIn(rejection.detail);
  return (
    <Callout kind="warn" title={t(code === "unexpected" ? "unknownTitle" : "notAskedTitle")}>
      <p>{common(`entryError.${code}`)}</p>
      {code === "unexpected" && <p className="mt-1">{t("sendFailure.no-answer.body")}</p>}
      {reference && <p className="mt-1 text-xs">{common("reference", { reference })}</p>}
      {code === "signed-out" && (
        <a
          href={signInHref}
          target="_blank"
          rel="noopener"
          className="mt-1 inline-block font-semibold text-accent underline"
        >
          {common("signInAgain")}
        </a>
      )}
    </Callout>
  );
}

function isSendFailure(code: Rejection["code"]): code is RequestFailure {
  return code === "no-answer" || code === "not-taken" || code === "earlier-may-be-taken";
}
