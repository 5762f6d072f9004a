"use client";
// Reasons in their order, and the form that adds a reason or edits its labels.
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "@/components/ui/card";
import { FormAlert } from "@/components/ui/form-alert";
import type { Refusal } from "@/components/ui/use-action";
import type { ListedReason, ReasonError } from "@/lib/domain/refund/refund-reason";
import type { ReasonActions } from "./reason-actions";
import { ReasonForm } from "./reason-form";
import { ReasonRow } from "./reason-row";

type ReasonListProps = ReasonActions & { reasons: readonly ListedReason[]; signInHref: string };

export function ReasonList({
  reasons,
  saveReason,
  setReasonActive,
  moveReason,
  signInHref,
}: ReasonListProps) {
  const t = useTranslations("reasonSettings");
  const [editedCode, setEditedCode] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal<ReasonError> | null>(null);
  const edited = reasons.find(({ code }) => code === editedCode) ?? null;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <Card id="reasons" title={t("list")}>
        <div className="px-5 pt-1 empty:hidden">
          <FormAlert refusal={refusal} labels={(code) => t(`error.${code}`)} signInHref={signInHref} />
        </div>
        <ol className="divide-y divide-line px-5 pt-1 pb-3">
          {reasons.map((reason, index) => (
            <ReasonRow
              key={reason.code}
              reason={reason}
              isFirst={index === 0}
              isLast={index === reasons.length - 1}
              setReasonActive={setReasonActive}
              moveReason={moveReason}
              onEdit={() => setEditedCode(reason.code)}
              onRefusal={setRefusal}
            />
          ))}
        </ol>
      </Card>
      <Card id="reason-form" title={edited === null ? t("add") : t("edit", { reason: edited.ko })}>
        <div className="px-5 pt-2 pb-5">
          <ReasonForm
            key={edited?.code ?? "new"}
            edited={edited}
            saveReason={saveReason}
            onDone={() => setEditedCode(null)}
            signInHref={signInHref}
          />
        </div>
      </Card>
    </div>
  );
}
