"use client";
// State of a refund form: the typed values, stored as a draft, and the facts about the payment.
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import { buttonStyle } from "@/components/ui/button-style";
import { Callout } from "@/components/ui/callout";
import { useLeaveGuard } from "@/components/ui/leave-guard";
import { formatMoney } from "@/lib/domain/money";
import { proposeParts, remainingParts } from "@/lib/domain/refund/refund-parts";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { type DraftKey, deleteDraft, readDraft, storeDraft } from "./draft";
import { emptyValues, type FormContext, type Problems, type RefundFormValues } from "./form-values";
import type { LateParts } from "./late-parts";

/** The person at the form, and their permissions. */
export type RefundPerson = { id: string; mayRefund: boolean; mayOverride: boolean; maySkipApproval: boolean };

type RefundFormState = {
  form: UseFormReturn<RefundFormValues>;
  context: FormContext;
  notice: ReactNode;
  /** Deletes the draft of a request that is in the ledger. The fields keep their values below the dialog. */
  discardDraft: () => void;
  /** Clears the typed values in the form and in the draft. */
  startOver: () => void;
};

export function useRefundForm(
  detail: PaymentDetail,
  person: RefundPerson,
  load: () => Promise<LateParts | null>,
): RefundFormState {
  const t = useTranslations("refundForm");
  const locale = useLocale();
  const { payment, cancellable } = detail;
  const [seen, setSeen] = useState(cancellable.amount);
  const [wasRestored, setRestored] = useState(false);
  const [isRecorded, setRecorded] = useState(false);
  const place: DraftKey = { personId: person.id, storeId: payment.storeId, paymentId: payment.id };
  const key = JSON.stringify(place);

  const context = contextOf(detail, person);
  const form = useForm<RefundFormValues>({
    defaultValues: emptyValues,
    resolver: async (values) => {
      const parts = await load();
      if (parts === null) return { values: {}, errors: { root: { type: "not-loaded" } } };
      const read = parts.readForm(values, context, anyRequestId);
      return "request" in read ? { values, errors: {} } : { values: {}, errors: errorsOf(read.problems) };
    },
  });
  const { isDirty } = form.formState;

  // The draft is in the browser only, so it is applied after the first render.
  useEffect(() => {
    const draft = readDraft(JSON.parse(key));
    if (draft === null) return;
    form.reset({ ...emptyValues, ...draft }, { keepDefaultValues: true });
    setRestored(true);
  }, [form, key]);

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true, isDirty: true },
        callback: ({ values: typed, isDirty: dirty }) => {
          if (dirty) storeDraft(JSON.parse(key), typed);
          else deleteDraft(JSON.parse(key));
        },
      }),
    [form, key],
  );
  useLeaveGuard(isDirty && !isRecorded, t("leave"));

  // While the form is pristine, keep following the latest balance.
  if (!isDirty && seen !== cancellable.amount) setSeen(cancellable.amount);

  function discardDraft() {
    deleteDraft(place);
    setRecorded(true);
  }

  function startOver() {
    deleteDraft(place);
    form.reset(emptyValues);
    setRestored(false);
    setRecorded(false);
  }

  const money = (amount: number) => formatMoney(amount, payment.currency, locale);
  return {
    form,
    context,
    discardDraft,
    startOver,
    notice: (
      <>
        {wasRestored && isDirty && (
          <Callout kind="info" title={t("draft.restored")}>
            {(detail.needs.account || detail.needs.email) && <p>{t("draft.retype")}</p>}
            <button
              type="button"
              onClick={startOver}
              className={`${buttonStyle("quiet", "sm")} -ml-2.5 text-accent`}
            >
              {t("draft.discard")}
            </button>
          </Callout>
        )}
        {isDirty && seen !== cancellable.amount && (
          <Callout kind="warn" role="status" title={t("changed.title")}>
            {t("changed.body", { before: money(seen), after: money(cancellable.amount) })}
          </Callout>
        )}
      </>
    ),
  };
}

/** The request id does not affect the problems of the fields. */
const anyRequestId = "00000000-0000-4000-8000-000000000000";

function contextOf(detail: PaymentDetail, person: RefundPerson): FormContext {
  const { payment, cancellations, cancellable, needs, policy } = detail;
  const taxed = { amount: payment.amount, cancellations, promotionId: payment.promotionId };
  return {
    storeId: payment.storeId,
    paymentId: payment.id,
    currency: payment.currency,
    shown: cancellable.amount,
    remaining: remainingParts(taxed),
    propose: (amount) => proposeParts(taxed, amount),
    needs,
    boundOption: detail.boundOption,
    mayChooseBalanceLock: detail.mayTypeBalance && person.mayOverride,
    blocked: { full: policy.answer.verdict === "blocked", partial: policy.partial === "blocked" },
    mayOverride: person.mayOverride,
  };
}

function errorsOf(problems: Problems) {
  return Object.fromEntries(
    Object.entries(problems).map(([name, message]) => [name, { type: "typed", message }]),
  );
}
