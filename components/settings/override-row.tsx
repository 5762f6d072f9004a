"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { RowMenu } from "@/components/ui/row-menu";
import { Time } from "@/components/ui/time";
import { useAction } from "@/components/ui/use-action";
import type { SetOverride } from "@/lib/domain/policy/overrides";
import { useOverrideLabels } from "./override-labels";
import type { RemoveOverrideAction } from "./policy-actions";

type OverrideRowProps = { set: SetOverride; removeOverride: RemoveOverrideAction; signInHref: string };

export function OverrideRow({ set, removeOverride, signInHref }: OverrideRowProps) {
  const t = useTranslations("policySettings");
  const labels = useOverrideLabels()(set.override);
  const router = useRouter();
  const [isRemoving, setRemoving] = useState(false);
  const { run, isPending, refusal } = useAction(removeOverride);
  return (
    <li className="py-3">
      <div className="flex items-start justify-between gap-x-4">
        <div className="min-w-0">
          <p className="font-semibold wrap-anywhere">{labels}</p>
          <p className="text-sm text-muted">
            {t("by", { name: set.by })} · <Time at={set.at} />
          </p>
          {set.note !== "" && <p className="text-sm text-muted wrap-anywhere">{set.note}</p>}
        </div>
        <RowMenu
          label={t("menuOf", { override: labels })}
          actions={[{ key: "remove", label: t("remove"), isDanger: true, run: () => setRemoving(true) }]}
        />
      </div>
      {isRemoving && (
        <ConfirmDialog
          title={t("removeTitle")}
          body={t("removeSure", { override: labels })}
          button={t("removeButton")}
          cancel={t("cancel")}
          isPending={isPending}
          alert={<FormAlert refusal={refusal} labels={() => null} signInHref={signInHref} />}
          onConfirm={async () => {
            if ((await run({ key: set.key })).kind !== "done") return;
            setRemoving(false);
            router.refresh();
          }}
          onClose={() => setRemoving(false)}
        />
      )}
    </li>
  );
}
