"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useController, useForm } from "react-hook-form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FormAlert } from "@/components/ui/form-alert";
import { useAction } from "@/components/ui/use-action";
import type { PersonalAlerts } from "@/lib/domain/alerts/channel";
import { CheckLine } from "./choice-fields";

export type PersonalAlertsCardProps = {
  chosen: PersonalAlerts;
  /** The person may approve, and may ask for refunds. */
  mayApprove: boolean;
  mayRequest: boolean;
  saveAlerts: Action<PersonalAlerts, null>;
};

export function PersonalAlertsCard(props: PersonalAlertsCardProps & { signInHref: string }) {
  const { chosen, mayApprove, mayRequest, saveAlerts, signInHref } = props;
  const t = useTranslations("personalAlerts");
  const common = useTranslations("common");
  const { run, isPending, refusal } = useAction(saveAlerts);
  const [isSaved, setSaved] = useState(false);
  const { control, handleSubmit } = useForm<PersonalAlerts>({ defaultValues: chosen });
  const { field: approvalWanted } = useController({ control, name: "approvalWanted" });
  const { field: ownRefunds } = useController({ control, name: "ownRefunds" });

  async function submit(choice: PersonalAlerts) {
    setSaved(false);
    if ((await run(choice)).kind === "done") setSaved(true);
  }

  return (
    <Card id="personal-alerts" title={t("title")}>
      <form
        noValidate
        onSubmit={handleSubmit(submit)}
        className="flex flex-col items-start gap-3 px-5 pt-1 pb-5"
      >
        <p className="text-sm text-muted">{t("body")}</p>
        <div>
          {mayApprove && (
            <CheckLine
              label={t("approvalWanted")}
              inputRef={approvalWanted.ref}
              isChecked={approvalWanted.value}
              onChange={approvalWanted.onChange}
            />
          )}
          {mayRequest && (
            <CheckLine
              label={t("ownRefunds")}
              inputRef={ownRefunds.ref}
              isChecked={ownRefunds.value}
              onChange={ownRefunds.onChange}
            />
          )}
        </div>
        <FormAlert refusal={refusal} labels={() => t("notSaved")} signInHref={signInHref} />
        <Button type="submit" isPending={isPending} pendingLabel={common("working")}>
          {t("saveButton")}
        </Button>
        <p role="status" className="text-sm text-muted empty:hidden">
          {isSaved ? t("saved") : ""}
        </p>
      </form>
    </Card>
  );
}
