"use client";
// Saves the current filter: under a new name, or in the view that the filter was changed from.
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { type Refusal, useAction } from "@/components/ui/use-action";
import type { SavedView, SavedViewError } from "@/lib/domain/payment/saved-view";
import { chooseView } from "./chosen-view";
import { NameForm } from "./name-form";
import type { ViewActions } from "./view-actions";

type SaveViewProps = Pick<ViewActions, "saveView" | "editView"> & {
  query: string;
  /** The person's own view that the current filter was changed from, or null. */
  changed: SavedView | null;
  mayShare: boolean;
  signInHref: string;
};

export function SaveView({ query, changed, mayShare, signInHref, saveView, editView }: SaveViewProps) {
  const t = useTranslations("views");
  const common = useTranslations("common");
  const router = useRouter();
  const [isShared, setShared] = useState(false);
  const [refusal, setRefusal] = useState<Refusal<SavedViewError> | null>(null);
  const save = useAction(saveView);
  const edit = useAction(editView);

  async function store(name: string) {
    const outcome = await save.run({ name, query, shared: isShared });
    if (outcome.kind === "running") return false;
    setRefusal(outcome.kind === "refused" ? outcome.refusal : null);
    if (outcome.kind === "refused") return false;
    setShared(false);
    chooseView(outcome.value.id);
    router.refresh();
    return true;
  }

  async function overwrite(id: string) {
    const outcome = await edit.run({ id, query });
    if (outcome.kind === "running") return;
    setRefusal(outcome.kind === "refused" ? outcome.refusal : null);
    router.refresh();
  }

  return (
    <div className="flex flex-col gap-1 border-t border-line pt-2">
      {changed !== null && (
        <Button
          size="sm"
          isPending={edit.isPending}
          pendingLabel={common("working")}
          onPress={() => void overwrite(changed.id)}
        >
          <span className="max-w-60 truncate">{t("overwrite", { name: changed.name })}</span>
        </Button>
      )}
      <NameForm label={t("saveAs")} button={t("save")} initial="" isPending={save.isPending} onName={store}>
        {mayShare && (
          <label className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={isShared}
              onChange={(event) => setShared(event.currentTarget.checked)}
              className="size-4 accent-accent"
            />
            {t("shareIt")}
          </label>
        )}
      </NameForm>
      <FormAlert refusal={refusal} labels={(code) => t(`error.${code}`)} signInHref={signInHref} />
    </div>
  );
}
