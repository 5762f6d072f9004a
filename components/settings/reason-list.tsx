"use client";
// Reasons in their order, and the form that adds a reason or edits its labels.
import { useTranslations } from "next-intl";
import { type CSSProperties, useRef, useState } from "react";
import { Card } from "@/components/ui/card";
import { FormAlert } from "@/components/ui/form-alert";
import type { Refusal } from "@/components/ui/use-action";
import type { ListedReason, ReasonError } from "@/lib/domain/refund/refund-reason";
import type { ReasonActions } from "./reason-actions";
import { ReasonForm } from "./reason-form";
import type { RowDrag } from "./reason-handle";
import { ReasonRow } from "./reason-row";
import { useReasonOrder } from "./use-reason-order";

type ReasonListProps = ReasonActions & { reasons: readonly ListedReason[]; signInHref: string };

export function ReasonList({
  reasons: stored,
  saveReason,
  setReasonActive,
  orderReasons,
  signInHref,
}: ReasonListProps) {
  const t = useTranslations("reasonSettings");
  const [editedCode, setEditedCode] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal<ReasonError> | null>(null);
  const [drag, setDrag] = useState<RowDrag | null>(null);
  const [news, setNews] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const { reasons, move } = useReasonOrder(stored, orderReasons, setRefusal);
  const edited = reasons.find(({ code }) => code === editedCode) ?? null;

  function moveTo(from: number, to: number) {
    const reason = reasons[from];
    if (reason === undefined || from === to) return;
    setNews(t("movedTo", { reason: reason.ko, position: String(to + 1), count: String(reasons.length) }));
    void move(from, to);
  }

  /** The dragged row follows the pointer, and the rows that it has passed make room. */
  function shiftOf(index: number): CSSProperties | undefined {
    if (drag === null) return undefined;
    if (index === drag.from) return { transform: `translateY(${drag.by}px)` };
    const height = list.current?.children[drag.from]?.clientHeight ?? 0;
    if (index > drag.from && index <= drag.to) return { transform: `translateY(${-height}px)` };
    if (index < drag.from && index >= drag.to) return { transform: `translateY(${height}px)` };
    return undefined;
  }

  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <Card id="reasons" title={t("list")}>
        <div className="px-5 pt-1 empty:hidden">
          <FormAlert refusal={refusal} labels={(code) => t(`error.${code}`)} signInHref={signInHref} />
        </div>
        <ol ref={list} className="divide-y divide-line pt-1 pr-5 pb-3 pl-2">
          {reasons.map((reason, index) => (
            <ReasonRow
              key={reason.code}
              reason={reason}
              at={index}
              count={reasons.length}
              drag={drag}
              style={shiftOf(index)}
              onDrag={setDrag}
              onMove={(to) => moveTo(index, to)}
              setReasonActive={setReasonActive}
              onEdit={() => setEditedCode(reason.code)}
              onRefusal={setRefusal}
            />
          ))}
        </ol>
        <p role="status" className="sr-only">
          {news}
        </p>
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
