"use client";
// What the desk cannot decide a named person decides, after looking at PortOne's console and the PG: recorded with
// name and reason, and final.
import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { TextArea } from "@/components/ui/text-area";
import { useAction } from "@/components/ui/use-action";
import { type DecideRefundInput, decideRefundInput, decisions, reasonLength } from "@/lib/domain/refund";
import type { DecideRefundError } from "@/lib/domain/timeline";
import type { Action } from "../door";

export type DecideRefund = Action<DecideRefundInput, null, DecideRefundError>;

type DecideRefundProps = {
  refundId: string;
  decideRefund: DecideRefund;
  onDecided: () => void;
  signInHref: string;
};

export function DecideRefundForm({ refundId, decideRefund, onDecided, signInHref }: DecideRefundProps) {
  const t = useTranslations("refund");
  const max = String(reasonLength.max);
  const { run, isPending, refusal } = useAction(decideRefund);
  const { control, handleSubmit, register } = useForm<DecideRefundInput>({
    resolver: zodResolver(decideRefundInput),
    defaultValues: { refundId, decision: "failed", note: "" },
  });

  async function submit(input: DecideRefundInput) {
    const outcome = await run(input);
    if (outcome.kind !== "running") onDecided();
  }

  return (
    <form
      noValidate
      onSubmit={handleSubmit(submit)}
      className="flex flex-col gap-3 rounded-md border border-line p-3.5"
    >
      <p className="text-sm text-muted">{t("decide.body")}</p>
      <SegmentedControl
        register={register}
        name="decision"
        legend={t("decide.title")}
        choices={decisions.map((value) => ({ value, label: t(`decide.${value}`) }))}
      />
      <TextArea
        control={control}
        name="note"
        label={t("decide.note")}
        hint={t("decide.noteHint")}
        max={reasonLength.max}
        countWords={(count) => t("reasonCount", { count: String(count), max })}
        errorWords={(code) =>
          code === "reason-too-long" ? t("reasonTooLong", { max }) : t("decide.noteMissing")
        }
      />
      <FormAlert
        refusal={refusal}
        words={(code: DecideRefundError) => t(`decide.error.${code}`)}
        signInHref={signInHref}
      />
      <Button type="submit" isPending={isPending} pendingLabel={t("decide.working")}>
        {t("decide.button")}
      </Button>
    </form>
  );
}
