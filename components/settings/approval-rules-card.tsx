"use client";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRuleText } from "@/components/approvals/rule-text";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { optionalPart } from "@/components/ui/optional-part";
import { RowMenu } from "@/components/ui/row-menu";
import { useAction } from "@/components/ui/use-action";
import type { ApprovalRuleError } from "@/lib/domain/approval/approval-rule";
import type { ListedRule } from "@/lib/domain/views/approval";
import type { ApprovalRuleActions } from "./approval-rule-actions";
import type { RuleChoices } from "./approval-rule-dialog";

const ApprovalRuleDialog = optionalPart(
  dynamic(() => import("./approval-rule-dialog").then((file) => file.ApprovalRuleDialog)),
);

type ApprovalRulesCardProps = Omit<ApprovalRuleActions, "saveSettings"> & {
  rules: readonly ListedRule[];
  choices: RuleChoices;
  signInHref: string;
};

type Step = { kind: "edit"; rule: ListedRule | null } | { kind: "delete"; rule: ListedRule } | null;

export function ApprovalRulesCard(props: ApprovalRulesCardProps) {
  const { rules, choices, saveRule, deleteRule, previewRule, signInHref } = props;
  const t = useTranslations("approvalRules");
  const router = useRouter();
  const textOf = useRuleText(new Map(choices.requesters.map(({ value, label }) => [value, label])));
  const deletion = useAction(deleteRule);
  const [step, setStep] = useState<Step>(null);
  const [news, setNews] = useState("");

  function report(text: string) {
    setStep(null);
    setNews(text);
    router.refresh();
  }

  async function remove({ id, revision }: ListedRule) {
    if ((await deletion.run({ id, revision })).kind === "done") report(t("deleted"));
  }

  return (
    <Card id="approval-rules" title={t("rules")}>
      <div className="px-5 pt-1 pb-4">
        {rules.length === 0 && <p className="py-2 text-muted">{t("none")}</p>}
        <ul className="divide-y divide-line">
          {rules.map((rule) => (
            <li key={rule.id} className="flex items-start gap-3 py-2.5">
              <p className="min-w-0 grow wrap-anywhere">{textOf(rule)}</p>
              <RowMenu
                label={t("menuOf", { rule: textOf(rule) })}
                actions={[
                  { key: "edit", label: t("edit"), run: () => setStep({ kind: "edit", rule }) },
                  {
                    key: "delete",
                    label: t("delete"),
                    isDanger: true,
                    run: () => setStep({ kind: "delete", rule }),
                  },
                ]}
              />
            </li>
          ))}
        </ul>
        <div className="mt-3">
          <Button onPress={() => setStep({ kind: "edit", rule: null })}>{t("add")}</Button>
        </div>
        <p role="status" className="sr-only">
          {news}
        </p>
      </div>
      {step?.kind === "edit" && (
        <ApprovalRuleDialog
          rule={step.rule}
          choices={choices}
          saveRule={saveRule}
          previewRule={previewRule}
          onSaved={() => report(t("saved"))}
          onClose={() => setStep(null)}
          signInHref={signInHref}
        />
      )}
      {step?.kind === "delete" && (
        <ConfirmDialog
          title={t("deleteTitle")}
          body={t("deleteSure", { rule: textOf(step.rule) })}
          button={t("deleteButton")}
          cancel={t("close")}
          isPending={deletion.isPending}
          alert={
            <FormAlert
              refusal={deletion.refusal}
              labels={(code: ApprovalRuleError) => t(`error.${code}`)}
              signInHref={signInHref}
            />
          }
          onConfirm={() => void remove(step.rule)}
          onClose={() => setStep(null)}
        />
      )}
    </Card>
  );
}
