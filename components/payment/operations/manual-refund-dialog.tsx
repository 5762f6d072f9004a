"use client";
// Records a transfer that the merchant made itself. It says what it will do, and sends nothing to PortOne.
import { useLocale } from "next-intl";
import { useState } from "react";
import { type FieldPath, useForm, useWatch } from "react-hook-form";
import { useUnit } from "@/components/refund-form/currency-unit";
import { useProblemWords } from "@/components/refund-form/problem-messages";
import { newRequestId } from "@/components/refund-form/request-refund-context";
import { AmountField } from "@/components/ui/amount-field";
import { Field } from "@/components/ui/field";
import { fieldBox } from "@/components/ui/field-style";
import { TextArea } from "@/components/ui/text-area";
import { type BankKind, bankKind, banks, isRetail } from "@/lib/domain/bank/bank";
import { bankName } from "@/lib/domain/bank/bank-names";
import { readAmount } from "@/lib/domain/parse-amount";
import { ownRefundNoteLength, recordOwnRefundInput } from "@/lib/domain/refund/manual-refund";
import type { OwnRefundOffer, OwnRefundWords } from "./manual-refund-offer";
import { RecordDialog, useRecord } from "./record-dialog";

type OwnRefundDialogProps = { offer: OwnRefundOffer; signInHref: string; onClose: () => void };
type Typed = { amount: string; bank: string; paidOn: string; note: string };

/** What was typed may be wrong by itself; how much is left is the server's to say. */
const noLimits = { most: "", taxFree: "", taxable: "", vat: "" };
const kinds: readonly BankKind[] = ["bank", "securities"];

export function OwnRefundDialog({ offer, signInHref, onClose }: OwnRefundDialogProps) {
  const { words, storeId, paymentId, currency } = offer;
  const locale = useLocale();
  const [requestId] = useState(newRequestId);
  const { record, ...state } = useRecord(offer.record, paymentId, onClose);
  const { control, register, handleSubmit, setError, formState } = useForm<Typed>({
    defaultValues: { amount: "", bank: "", paidOn: offer.today, note: "" },
  });
  const wordsOf = useProblemWords();
  const typedAmount = useWatch({ control, name: "amount" });
  const amount = readAmount(typedAmount, currency);
  // Said while one types; that it is missing is said when it is sent.
  const isAmountSaid = typedAmount !== "" || formState.errors.amount !== undefined;
  const problemOf = (name: "bank" | "paidOn") => {
    const code = formState.errors[name]?.message;
    return code === undefined ? null : problem(words, code);
  };

  async function submit(typed: Typed) {
    const read = recordOwnRefundInput.safeParse({
      storeId,
      paymentId,
      requestId,
      ...typed,
      amount: amount.ok ? amount.value : Number.NaN,
    });
    if (read.success) return record(read.data);
    for (const { path, message } of read.error.issues)
      setError(path[0] as FieldPath<Typed>, { message }, { shouldFocus: true });
  }

  return (
    <RecordDialog
      {...state}
      words={words}
      refusalWords={(code) => words.errors[code]}
      signInHref={signInHref}
      onClose={onClose}
      onSubmit={handleSubmit(submit)}
    >
      <AmountField
        control={control}
        name="amount"
        label={words.amount}
        currency={currency}
        unit={useUnit(currency)}
        hint={offer.restWritten}
        problem={amount.ok || !isAmountSaid ? null : wordsOf(amount.error.code, noLimits)}
      />
      {/* The device's own list: it is searched by typing and works with every keyboard and screen reader. */}
      <Field label={words.bank} problem={problemOf("bank")} isRequired>
        {(box) => (
          <select {...box} {...register("bank")} className={`${fieldBox} h-10`}>
            <option value="">{words.chooseBank}</option>
            {kinds.map((kind) => (
              <optgroup key={kind} label={kind === "bank" ? words.banks : words.securities}>
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
      <Field label={words.paidOn} problem={problemOf("paidOn")} isRequired>
        {(box) => (
          <input
            {...box}
            {...register("paidOn")}
            type="date"
            max={offer.today}
            className={`${fieldBox} h-10`}
          />
        )}
      </Field>
      <TextArea
        control={control}
        name="note"
        label={words.note}
        hint={words.noteHint}
        max={ownRefundNoteLength}
        countWords={(count) => `${count}/${ownRefundNoteLength}`}
        errorWords={(code) => problem(words, code)}
      />
      <div className="rounded-md bg-sunken px-4 py-3 text-sm">
        <p>{words.will}</p>
        <p className="mt-1 font-semibold">{words.final}</p>
      </div>
    </RecordDialog>
  );
}

function problem({ problems }: OwnRefundWords, code: string): string {
  return Object.entries(problems).find(([name]) => name === code)?.[1] ?? code;
}
