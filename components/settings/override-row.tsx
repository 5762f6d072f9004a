"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { Time } from "@/components/ui/time";
import { useAction } from "@/components/ui/use-action";
import type { SetOverride } from "@/lib/domain/policy/overrides";
import { useOverrideLabels } from "./override-labels";
import type { RemoveOverrideAction } from "./policy-actions";

type OverrideRowProps = { set: SetOverride; removeOverride: RemoveOverrideAction; signInHref: string };

export function OverrideRow({ set, removeOverride, signInHref }: OverrideRowProps) {
  const t = useTranslations("policySettings");
  const common = useTranslations("common");
  const labels = useOverrideLabels()(set.override);
  const router = useRouter();
  const { run, isPending, refusal } = useAction(removeOverride);
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="font-semibold wrap-anywhere">{labels}</p>
          <p className="text-sm text-muted">
            {t("by", { name: set.by })} · <Time at={set.at} />
          </p>
          {set.note !== "" && <p className="text-sm text-muted wrap-anywhere">{set.note}</p>}
        </div>
        <Button
          size="sm"
          isPending={isPending}
          pendingLabel={common("working")}
          aria-label={t("removeOf", { override: labels })}
          onPress={async () => {
            if ((await run({ key: set.key })).kind === "done") router.refresh();
          }}
        >
          {t("remove")}
        </Button>
      </div>
      <FormAlert refusal={refusal} labels={() => null} signInHref={signInHref} />
    </li>
  );
}
