"use client";
// Records a transfer that the merchant made itself. It says what it will do, and sends nothing to PortOne.
import { useQueryClient } from "@tanstack/react-query";
import { useLocale } from "next-intl";
import { useId, useState } from "react";
import { type FieldPath, type UseFormRegisterReturn, useForm } from "react-hook-form";
import { paymentKey } from "@/components/payments/queries";
import { newRequestId } from "@/components/refunds/request-refund";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { fieldBox, fieldError, fieldLabel } from "@/components/ui/field-style";
import { FormAlert } from "@/components/ui/form-alert";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import { type Bank, type BankKind, bankKind, banks, isRetail } from "@/lib/domain/bank";
import { bankNames } from "@/lib/domain/bank-names";
import { minorUnitDigits } from "@/lib/domain/money";
import { type OwnRefundError, ownRefundNoteLength, recordOwnRefundInput } from "@/lib/domain/own-refund";
import type { OwnRefundOffer, OwnRefundWords } from "./own-refund-offer";

type OwnRefundDialogProps = { offer: OwnRefundOffer; signInHref: string; onClose: () => void };
type Typed = { amount: string; bank: string; paidOn: string; note: string };

export function OwnRefundDialog({ offer, signInHref, onClose }: OwnRefundDialogProps) {
  const { words, storeId, paymentId, currency } = offer;
  const queries = useQueryClient();
  const [requestId] = useState(newRequestId);
  const { run, isPending, refusal } = useAction(offer.record);
  const { control, register, handleSubmit, setError, formState } = useForm<Typed>({
    defaultValues: { amount: "", bank: "", paidOn: offer.today, note: "" },
  });
  const { errors } = formState;

  async function submit({ amount, ...typed }: Typed) {
    const target = { storeId, paymentId, requestId };
    const read = recordOwnRefundInput.safeParse({
      ...target,
      ...typed,
      amount: minorUnits(amount, currency),
    });
    if (!read.success) {
      for (const { path, message } of read.error.issues)
        setError(path[0] as FieldPath<Typed>, { message }, { shouldFocus: true });
      return;
    }
    const answer = await run(read.data);
    if (answer.kind === "running") return;
    await queries.invalidateQueries({ queryKey: paymentKey(paymentId) });
    if (answer.kind === "done") onClose();
  }

  return (
    <Dialog isOpen mayClose={!isPending} onClose={onClose} title={words.title}>
      <form noValidate onSubmit={handleSubmit(submit)} className="mt-4 flex flex-col gap-4">
        <TextField
          control={control}
          name="amount"
          label={words.amount}
          hint={offer.restWritten}
          errorWords={(code) => problem(words, code)}
        />
        <BankField
          words={words}
          field={register("bank")}
          error={errors.bank && problem(words, errors.bank.message)}
        />
        <DateField
          words={words}
          field={register("paidOn")}
          max={offer.today}
          error={errors.paidOn && problem(words, errors.paidOn.message)}
        />
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
        <FormAlert
          refusal={refusal}
          words={(code: OwnRefundError) => words.errors[code]}
          signInHref={signInHref}
        />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button size="lg" isDisabled={isPending} onPress={onClose}>
            {words.goBack}
          </Button>
          <Button
            type="submit"
            variant="primary"
            size="lg"
            isPending={isPending}
            pendingLabel={words.working}
          >
            {words.button}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type FieldProps = { words: OwnRefundWords; field: UseFormRegisterReturn; error: string | undefined };

/** The device's own list: it is searched by typing and works with every keyboard and screen reader. */
function BankField({ words, field, error }: FieldProps) {
  const id = useId();
  const kinds: readonly BankKind[] = ["bank", "securities"];
  const locale = useLocale();
  const nameOf = (bank: Bank) => bankNames[bank][locale.startsWith("ko") ? "ko" : "en"];
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className={fieldLabel}>
        {words.bank}
      </label>
      <select
        id={id}
        className={`${fieldBox} h-10`}
        aria-invalid={error !== undefined}
        aria-describedby={error && `${id}-error`}
        {...field}
      >
        <option value="">{words.chooseBank}</option>
        {kinds.map((kind) => (
          <optgroup key={kind} label={kind === "bank" ? words.banks : words.securities}>
            {banks
              .filter((bank) => bankKind(bank) === kind && isRetail(bank))
              .map((bank) => (
                <option key={bank} value={bank}>
                  {nameOf(bank)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      {error && (
        <p id={`${id}-error`} className={fieldError}>
          {error}
        </p>
      )}
    </div>
  );
}

function DateField({ words, field, error, max }: FieldProps & { max: string }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className={fieldLabel}>
        {words.paidOn}
      </label>
      <input
        id={id}
        type="date"
        max={max}
        className={`${fieldBox} h-10`}
        aria-invalid={error !== undefined}
        aria-describedby={error && `${id}-error`}
        {...field}
      />
      {error && (
        <p id={`${id}-error`} className={fieldError}>
          {error}
        </p>
      )}
    </div>
  );
}

function problem({ problems }: OwnRefundWords, code: string | undefined): string {
  const known = Object.entries(problems).find(([name]) => name === code);
  return known?.[1] ?? code ?? "";
}

/** "12,000원", "12.50": minor units, or NaN where it is no amount of the currency. */
function minorUnits(typed: string, currency: string): number {
  const places = minorUnitDigits(currency) ?? 0;
  const plain = typed.normalize("NFKC").replaceAll(/[\s,원₩$]/g, "");
  const [, whole, decimals = ""] = /^(\d+)(?:\.(\d+))?$/.exec(plain) ?? [];
  return whole === undefined || decimals.length > places
    ? Number.NaN
    : Number(`${whole}${decimals.padEnd(places, "0")}`);
}
