"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { Badge } from "@/components/ui/badge";
import { classes } from "@/components/ui/classes";
import { RowMenu } from "@/components/ui/row-menu";
import { type Refusal, useAction } from "@/components/ui/use-action";
import { otherReason } from "@/lib/domain/refund/refund";
import type { ListedReason, ReasonError } from "@/lib/domain/refund/refund-reason";
import type { ReasonActions } from "./reason-actions";
import { ReasonHandle, type RowDrag } from "./reason-handle";

type ReasonRowProps = Pick<ReasonActions, "setReasonActive"> & {
  reason: ListedReason;
  at: number;
  count: number;
  drag: RowDrag | null;
  style: CSSProperties | undefined;
  onDrag: (drag: RowDrag | null) => void;
  onMove: (to: number) => void;
  onEdit: () => void;
  onRefusal: (refusal: Refusal<ReasonError> | null) => void;
};

export function ReasonRow(props: ReasonRowProps) {
  const { reason, at, count, drag, style, onDrag, onMove, setReasonActive, onEdit, onRefusal } = props;
  const { code, ko, en, active } = reason;
  const t = useTranslations("reasonSettings");
  const router = useRouter();
  const list = useAction(setReasonActive);

  async function toggle() {
    const outcome = await list.run({ code, active: !active });
    if (outcome.kind === "running") return;
    onRefusal(outcome.kind === "refused" ? outcome.refusal : null);
    router.refresh();
  }

  return (
    <li
      style={style}
      className={classes(
        "flex items-center gap-2 bg-surface py-2",
        drag !== null && (drag.from === at ? "relative z-10 shadow-float" : "transition-transform"),
      )}
    >
      <ReasonHandle name={ko} at={at} count={count} drag={drag} onDrag={onDrag} onMove={onMove} />
      <div className="min-w-0 grow">
        <p className={`flex flex-wrap items-center gap-x-2 font-semibold ${active ? "" : "text-faint"}`}>
          <span className="wrap-anywhere">{ko}</span>
          {!active && <Badge tone="neutral">{t("hidden")}</Badge>}
        </p>
        <p className="text-sm text-muted wrap-anywhere">{en}</p>
        {code === otherReason && <p className="text-xs text-faint">{t("otherMeans")}</p>}
      </div>
      <RowMenu
        label={t("menuOf", { reason: ko })}
        actions={[
          { key: "up", label: t("up"), isDisabled: at === 0, run: () => onMove(at - 1) },
          { key: "down", label: t("down"), isDisabled: at === count - 1, run: () => onMove(at + 1) },
          { key: "edit", label: t("editButton"), run: onEdit },
          ...(code === otherReason
            ? []
            : [{ key: "active", label: t(active ? "hide" : "show"), run: () => void toggle() }]),
        ]}
      />
    </li>
  );
}
