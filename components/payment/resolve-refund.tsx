"use client";
// A person resolves what the evidence does not decide, after checking PortOne's console and the PG: recorded with name and
// reason, and final. A cancellation of PortOne that may be this refund's can be named.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { paymentKey } from "@/components/live/payment-query";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { RadioList } from "@/components/ui/segmented-control";
import { TextArea } from "@/components/ui/text-area";
import { useAction } from "@/components/ui/use-action";
import { reasonLength } from "@/lib/domain/refund/refund";
import type { ResolveRefundError } from "@/lib/domain/refund/refund-errors";
import { resolveRefundInput } from "@/lib/domain/refund/refund-request";
import type { PaymentActions } from "./operations/payment-actions";

type ResolveRefundProps = {
  refundId: string;
  paymentId: string;
  /** Cancellations that may be named as this refund's, each with words to know it by. */
  candidates: readonly { id: string; label: string }[];
  resolveRefund: NonNullable<PaymentActions["resolveRefund"]>;
  signInHref: string;
};

/** `outcome` is "failed", "succeeded", or the id of a cancellation after this prefix: places may move meanwhile. */
const namedPrefix = "named:";
const form = z.object({
  outcome: z.string().check(z.minLength(1)),
  note: resolveRefundInput.shape.note,
});

export function ResolveRefundForm(props: ResolveRefundProps) {
  const { refundId, paymentId, candidates, resolveRefund, signInHref } = props;
  const t = useTranslations("refund");
  const max = String(reasonLength.max);
  const queries = useQueryClient();
  const { run, isPending, refusal } = useAction(resolveRefund);
  const { control, handleSubmit, formState } = useForm<z.infer<typeof form>>({
    resolver: standardSchemaResolver(form),
    // Nothing is chosen beforehand: what is recorded here is final.
    defaultValues: { outcome: "", note: "" },
  });

  async function submit({ outcome, note }: z.infer<typeof form>) {
    const isNamed = outcome.startsWith(namedPrefix);
    const answer = await run({
      refundId,
      note,
      decision: outcome === "failed" ? "failed" : "succeeded",
      ...(isNamed ? { cancellationId: outcome.slice(namedPrefix.length) } : {}),
    });
    if (answer.kind !== "running") await queries.invalidateQueries({ queryKey: paymentKey(paymentId) });
  }

  return (
    <form
      noValidate
      onSubmit={handleSubmit(submit)}
      className="flex flex-col gap-3 rounded-md border border-line p-3.5"
    >
      <p className="text-sm text-muted">{t("decide.body")}</p>
      <RadioList
        control={control}
        name="outcome"
        legend={t("decide.title")}
        error={formState.errors.outcome && t("decide.outcomeMissing")}
        choices={[
          { value: "failed", label: t("decide.failed"), hint: t("decide.failedMeans") },
          ...candidates.map(({ id, label }) => ({
            value: `${namedPrefix}${id}`,
            label: t("decide.named"),
            hint: label,
          })),
          { value: "succeeded", label: t("decide.succeeded"), hint: t("decide.succeededMeans") },
        ]}
      />
      <TextArea
        control={control}
        name="note"
        label={t("decide.note")}
        hint={t("decide.noteHint")}
        max={reasonLength.max}
        countLabel={(count) => t("reasonCount", { count: String(count), max })}
        errorMessages={(code) =>
          code === "reason-too-long" ? t("reasonTooLong", { max }) : t("decide.noteMissing")
        }
      />
      <FormAlert
        refusal={refusal}
        labels={(code: ResolveRefundError) => t(`decide.error.${code}`)}
        signInHref={signInHref}
      />
      <Button type="submit" variant="primary" isPending={isPending} pendingLabel={t("decide.working")}>
        {t("decide.button")}
      </Button>
    </form>
  );
}
