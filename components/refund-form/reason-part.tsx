"use client";
// Reason from the administrators' list, note, requester, and internal note, which stays in the desk.
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { buttonStyle } from "@/components/ui/button-style";
import { ChoiceChips, SegmentedControl } from "@/components/ui/segmented-control";
import { TextArea } from "@/components/ui/text-area";
import { internalNoteLength, otherReason, reasonLength, requesters } from "@/lib/domain/refund/refund";
import { useRefundFieldMessages } from "./field-messages";
import type { RefundFormValues } from "./form-values";

type ReasonPartProps = {
  form: UseFormReturn<RefundFormValues>;
  reasons: readonly { code: string; label: string }[];
  problem: string | null;
};

export function ReasonPart({ form, reasons, problem }: ReasonPartProps) {
  const t = useTranslations("refundForm");
  const labelsOf = useRefundFieldMessages();
  const { control } = form;
  const reasonCode = useWatch({ control, name: "reasonCode" });
  const internalNote = useWatch({ control, name: "internalNote" });
  const [isNoting, setNoting] = useState(false);
  const noteMax = reasonLength.max;
  const internalMax = internalNoteLength.max;
  return (
    <>
      <ChoiceChips
        control={form.control}
        name="reasonCode"
        legend={t("reason")}
        choices={reasons.map(({ code, label }) => ({ value: code, label }))}
        error={problem ?? undefined}
      />
      <TextArea
        control={control}
        name="note"
        label={reasonCode === otherReason ? t("noteForced") : t("note")}
        hint={t("noteHint")}
        max={noteMax}
        isRequired={reasonCode === otherReason}
        countLabel={(count) => t("count", { count: String(count), max: String(noteMax) })}
        errorMessages={labelsOf}
      />
      <SegmentedControl
        control={form.control}
        name="requester"
        legend={t("requester")}
        choices={requesters.map((value) => ({ value, label: t(`by.${value}`) }))}
      />
      {isNoting || internalNote !== "" ? (
        <TextArea
          control={control}
          name="internalNote"
          label={t("internalNote")}
          hint={t("internalNoteHint")}
          max={internalMax}
          isRequired={false}
          countLabel={(count) => t("count", { count: String(count), max: String(internalMax) })}
          errorMessages={labelsOf}
        />
      ) : (
        <button
          type="button"
          onClick={() => setNoting(true)}
          className={`${buttonStyle("quiet", "sm")} -ml-2.5 self-start`}
        >
          {t("addInternalNote")}
        </button>
      )}
    </>
  );
}
