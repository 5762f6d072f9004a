"use client";
// Records a transfer that the merchant made itself. It says what it will do, and sends nothing to PortOne.
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { type FieldPath, useForm, useWatch } from "react-hook-form";
import { useReadPayment } from "@/components/live/payment-query";
import { useCurrencyUnit } from "@/components/refund-form/currency-unit";
import { useProblemMessages } from "@/components/refund-form/problem-messages";
import { newRequestId } from "@/components/refund-form/request-id";
import { AmountField } from "@/components/ui/amount-field";
import { Field } from "@/components/ui/field";
import { fieldBox } from "@/components/ui/field-style";
import { TextArea } from "@/components/ui/text-area";
import type { AmendManualError } from "@/lib/domain/approval/approval-errors";
import type { FrozenManualRefund } from "@/lib/domain/approval/frozen-request";
import { type BankKind, bankKind, banks, isRetail } from "@/lib/domain/bank/bank";
import { bankName } from "@/lib/domain/bank/bank-names";
import { formatMoney } from "@/lib/domain/money";
import { readAmount, writeAmount } from "@/lib/domain/parse-amount";
import {
  type ManualRefundError,
  type RecordManualRefundInput,
  recordManualRefundInput,
} from "@/lib/domain/refund/manual-refund";
import { manualRefundNoteLength } from "@/lib/domain/refund/manual-refund-note";
import { usePaymentActions } from "./payment-actions";
import { RecordDialog, useRecord } from "./record-dialog";

export type ManualRefundOffer = {
  paymentId: string;
  /** The request of the person's own that the form amends. */
  amends?: { approvalId: string; revision: number; frozen: FrozenManualRefund };
};

type ManualRefundDialogProps = { offer: ManualRefundOffer; signInHref: string; onClose: () => void };
type Typed = { amount: string; bank: string; paidOn: string; note: string };

/** The form checks the typed amount alone. The server checks it against the balance. */
const noLimits = { most: "", taxFree: "", taxable: "", vat: "" };
const problems = ["bank-missing", "date-invalid", "note-missing", "note-too-long"] as const;
const kinds: readonly BankKind[] = ["bank", "securities"];

export function ManualRefundDialog({ offer, signInHref, onClose }: ManualRefundDialogProps) {
  const { payment, manualRefundLimit, today } = useReadPayment(offer.paymentId);
  const { storeId, id: paymentId, currency } = payment;
  const { recordManualRefund, askManualApproval, amendManualApproval } = usePaymentActions();
  if (!recordManualRefund || !askManualApproval || !amendManualApproval)
    throw new Error("a manual refund is offered to a person who may not record one");
  const t = useTranslations("operations");
  const locale = useLocale();
  const [requestId] = useState(newRequestId);
  const { amends } = offer;
  const [asks, setAsks] = useState(false);
  const { record, ...state } = useRecord<RecordManualRefundInput, AmendManualError | ManualRefundError>(
    async (request) => {
      if (amends) {
        const { approvalId, revision } = amends;
        return amendManualApproval({ approvalId, revision, request });
      }
      return asks ? askManualApproval(request) : recordManualRefund(request);
    },
    paymentId,
    onClose,
  );
  const { control, register, handleSubmit, setError, formState } = useForm<Typed>({
    defaultValues: amends
      ? { ...amends.frozen, amount: writeAmount(amends.frozen.amount, currency) }
      : { amount: "", bank: "", paidOn: today, note: "" },
  });
  const labelsOf = useProblemMessages();
  const typedAmount = useWatch({ control, name: "amount" });
  const amount = readAmount(typedAmount, currency);
  // A wrong amount is shown while the person types, a missing one after sending.
  const isAmountSaid = typedAmount !== "" || formState.errors.amount !== undefined;
  const problemMessage = (code: string) => {
    const known = problems.find((name) => name === code);
    return known ? t(`manual.problem.${known}`) : code;
  };
  const problemOf = (name: "bank" | "paidOn") => {
    const code = formState.errors[name]?.message;
    return code === undefined ? null : problemMessage(code);
  };

  async function submit(typed: Typed) {
    const read = recordManualRefundInput.safeParse({
      storeId,
      paymentId,
      requestId,
      ...typed,
      amount: amount.ok ? amount.value : Number.NaN,
    });
    if (read.success) {
      setAsks((await record(read.data)) === "approval-needed");
      return;
    }
    for (const { path, message } of read.error.issues)
      setError(path[0] as FieldPath<Typed>, { message }, { shouldFocus: true });
  }

  return (
    <RecordDialog
      {...state}
      labels={{
        title: t("manual.recordTitle"),
        button: t(amends || asks ? "manual.ask" : "manual.record"),
        working: t("working"),
        goBack: t("goBack"),
      }}
      refusalMessages={(code) => t(`manual.error.${code}`)}
      signInHref={signInHref}
      onClose={onClose}
      onSubmit={handleSubmit(submit)}
    >
      <AmountField
        control={control}
        name="amount"
        label={t("manual.amount")}
        currency={currency}
        unit={useCurrencyUnit(currency)}
        hint={t("manual.rest", { rest: formatMoney(manualRefundLimit, currency, locale) })}
        problem={amount.ok || !isAmountSaid ? null : labelsOf(amount.error.code, noLimits)}
      />
      {/* The device's own list: it is searched by typing and works with every keyboard and screen reader. */}
      <Field label={t("manual.bank")} problem={problemOf("bank")} isRequired>
        {(box) => (
          <select {...box} {...register("bank")} className={`${fieldBox} h-10`}>
            <option value="">{t("manual.chooseBank")}</option>
            {kinds.map((kind) => (
              <optgroup key={kind} label={kind === "bank" ? t("manual.banks") : t("manual.securities")}>
                {banks
                  .filter((bank) => bankKind(bank) === kind && isRetail(bank))
                  .map((bank) => (
                    <option key={bank} value={bank}>
                      {bankName(bank, locale)}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      <Field label={t("manual.paidOn")} problem={problemOf("paidOn")} isRequired>
        {(box) => (
          <input {...box} {...register("paidOn")} type="date" max={today} className={`${fieldBox} h-10`} />
        )}
      </Field>
      <TextArea
        control={control}
        name="note"
        label={t("manual.note")}
        hint={t("manual.noteHint")}
        max={manualRefundNoteLength}
        countLabel={(count) => `${count}/${manualRefundNoteLength}`}
        errorMessages={(code) => problemMessage(code)}
      />
      <div className="rounded-md bg-sunken px-4 py-3 text-sm">
        <p>{t(amends || asks ? "manual.waits" : "manual.will")}</p>
        <p className="mt-1 font-semibold">{t("manual.final")}</p>
      </div>
    </RecordDialog>
  );
}
