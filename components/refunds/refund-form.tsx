"use client";
// A full refund: the reason, who asked for it, and what will happen.
import { useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { TextArea } from "@/components/ui/text-area";
import { type RefundRequest, reasonLength, requesters } from "@/lib/domain/refund";
import type { PaymentDetail } from "@/lib/domain/views";
import { useFieldWords } from "./field-words";
import { RefundSummary } from "./refund-summary";

type RefundFormProps = {
  form: UseFormReturn<RefundRequest>;
  detail: PaymentDetail;
  onReview: (request: RefundRequest) => void;
};

export function RefundForm({ form, detail, onReview }: RefundFormProps) {
  const t = useTranslations("refund");
  const fieldWords = useFieldWords();
  const max = reasonLength.max;
  return (
    <form noValidate onSubmit={form.handleSubmit(onReview)} className="flex flex-col gap-4">
      <TextArea
        control={form.control}
        name="note"
        label={t("reason")}
        hint={t("reasonHint")}
        max={max}
        countWords={(count) => t("reasonCount", { count: String(count), max: String(max) })}
        errorWords={fieldWords}
      />
      <SegmentedControl
        register={form.register}
        name="requester"
        legend={t("requester")}
        choices={requesters.map((value) => ({ value, label: t(`by.${value}`) }))}
      />
      <RefundSummary detail={detail} />
      <Button type="submit" variant="primary" size="lg" className="w-full">
        {t("review")}
      </Button>
    </form>
  );
}
