"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { type Refusal, useAction } from "@/components/ui/use-action";
import { otherReason } from "@/lib/domain/refund/refund";
import type { ListedReason, ReasonError } from "@/lib/domain/refund/refund-reason";
import type { ReasonActions } from "./reason-actions";

type ReasonRowProps = Pick<ReasonActions, "setReasonActive" | "moveReason"> & {
  reason: ListedReason;
  isFirst: boolean;
  isLast: boolean;
  onEdit: () => void;
  onRefusal: (refusal: Refusal<ReasonError> | null) => void;
};

export function ReasonRow(props: ReasonRowProps) {
  const { reason, isFirst, isLast, setReasonActive, moveReason, onEdit, onRefusal } = props;
  const { code, ko, en, active } = reason;
  const t = useTranslations("reasonSettings");
  const common = useTranslations("common");
  const router = useRouter();
  const move = useAction(moveReason);
  const list = useAction(setReasonActive);

  function follow(outcome: Awaited<ReturnType<typeof move.run>>) {
    if (outcome.kind === "running") return;
    onRefusal(outcome.kind === "refused" ? outcome.refusal : null);
    router.refresh();
  }
  const moveBy = async (by: -1 | 1) => follow(await move.run({ code, by }));

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
      <div className="min-w-0">
        <p className={`flex flex-wrap items-center gap-x-2 font-semibold ${active ? "" : "text-faint"}`}>
          <span className="wrap-anywhere">{ko}</span>
          {!active && <Badge tone="neutral">{t("hidden")}</Badge>}
        </p>
        <p className="text-sm text-muted wrap-anywhere">{en}</p>
        {code === otherReason && <p className="text-xs text-faint">{t("otherMeans")}</p>}
      </div>
      <div className="flex items-center gap-1.5">
        <Button
          size="sm"
          isDisabled={isFirst}
          isPending={move.isPending}
          aria-label={t("up", { reason: ko })}
          onPress={() => void moveBy(-1)}
        >
          <ArrowUp className="size-4" aria-hidden="true" />
        </Button>
        <Button
          size="sm"
          isDisabled={isLast}
          isPending={move.isPending}
          aria-label={t("down", { reason: ko })}
          onPress={() => void moveBy(1)}
        >
          <ArrowDown className="size-4" aria-hidden="true" />
        </Button>
        <Button size="sm" aria-label={t("editOf", { reason: ko })} onPress={onEdit}>
          {t("editButton")}
        </Button>
        {code !== otherReason && (
          <Button
            size="sm"
            isPending={list.isPending}
            pendingLabel={common("working")}
            aria-label={t(active ? "hideOf" : "showOf", { reason: ko })}
            onPress={async () => follow(await list.run({ code, active: !active }))}
          >
            {t(active ? "hide" : "show")}
          </Button>
        )}
      </div>
    </li>
  );
}
