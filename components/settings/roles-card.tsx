"use client";
// Roles with their people. Default roles can be copied, own roles changed and deleted.
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRoleMeaning, useRoleName } from "@/components/labels/role-labels";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { RowMenu } from "@/components/ui/row-menu";
import { useAction } from "@/components/ui/use-action";
import { isDefaultRoleId } from "@/lib/domain/people/permissions";
import type { RoleError, RoleRow } from "@/lib/domain/people/role";
import { LateLimitsDialog } from "./late-limits-dialog";
import { LimitSummary } from "./limit-summary";
import type { LimitChoices } from "./limits-dialog";
import type { RoleActions, SaveLimits, SaveRoleFactor } from "./people-actions";
import { type EditedRole, RoleDialog } from "./role-dialog";

export type RolesCardProps = RoleActions & {
  roles: readonly RoleRow[];
  choices: LimitChoices;
  saveLimits: SaveLimits;
  saveRoleFactor: SaveRoleFactor;
  signInHref: string;
};

type Step =
  | { kind: "edit"; edited: EditedRole }
  | { kind: "delete" | "limits" | "factor"; role: RoleRow }
  | null;

export function RolesCard(props: RolesCardProps) {
  const { roles, choices, saveRole, deleteRole, saveLimits, saveRoleFactor, signInHref } = props;
  const t = useTranslations("roles");
  const router = useRouter();
  const nameOf = useRoleName();
  const meaningOf = useRoleMeaning();
  const deletion = useAction(deleteRole);
  const factor = useAction(saveRoleFactor);
  const [step, setStep] = useState<Step>(null);
  const [news, setNews] = useState("");
  const close = () => setStep(null);

  function report(text: string) {
    close();
    setNews(text);
    router.refresh();
  }

  async function remove(role: RoleRow) {
    if ((await deletion.run({ id: role.id })).kind === "done") report(t("deleted", { role: nameOf(role) }));
  }

  async function changeFactor(role: RoleRow) {
    const needsSecondFactor = !role.needsSecondFactor;
    const outcome = await factor.run({ roleId: role.id, needsSecondFactor });
    if (outcome.kind !== "done") return;
    report(t(needsSecondFactor ? "factorNeeded" : "factorOptional", { role: nameOf(role) }));
  }

  return (
    <Card id="roles" title={t("title")}>
      <div className="px-5 pt-1 pb-4">
        <p className="mb-2 text-sm text-muted">{t("intro")}</p>
        <ul className="divide-y divide-line">
          {roles.map((role) => (
            <li key={role.id} className="flex items-start gap-3 py-2.5">
              <div className="min-w-0 grow">
                <p className="flex flex-wrap items-center gap-x-2">
                  <span className="font-semibold wrap-anywhere">{nameOf(role)}</span>
                  {isDefaultRoleId(role.id) && <Badge tone="neutral">{t("default")}</Badge>}
                  {role.needsSecondFactor && <Badge tone="ok">{t("needsFactor")}</Badge>}
                  <span className="text-sm text-faint">{t("people", { count: role.people })}</span>
                </p>
                <p className="text-sm text-muted">{meaningOf(role)}</p>
                <LimitSummary limits={role.limits} />
              </div>
              <RowMenu
                label={t("menuOf", { role: nameOf(role) })}
                actions={[
                  {
                    key: "copy",
                    label: t("copy"),
                    run: () => setStep({ kind: "edit", edited: { role, isCopy: true } }),
                  },
                  { key: "limits", label: t("limits"), run: () => setStep({ kind: "limits", role }) },
                  {
                    key: "factor",
                    label: t(role.needsSecondFactor ? "factorOff" : "factorOn"),
                    run: () => setStep({ kind: "factor", role }),
                  },
                  ...(isDefaultRoleId(role.id)
                    ? []
                    : [
                        {
                          key: "edit",
                          label: t("edit"),
                          run: () => setStep({ kind: "edit", edited: { role, isCopy: false } }),
                        },
                        {
                          key: "delete",
                          label: t("delete"),
                          isDanger: true,
                          run: () => setStep({ kind: "delete", role }),
                        },
                      ]),
                ]}
              />
            </li>
          ))}
        </ul>
        <div className="mt-3">
          <Button onPress={() => setStep({ kind: "edit", edited: null })}>{t("add")}</Button>
        </div>
        <p role="status" className="sr-only">
          {news}
        </p>
      </div>
      {step?.kind === "edit" && (
        <RoleDialog
          edited={step.edited}
          saveRole={saveRole}
          onSaved={(name) => report(t("saved", { role: name }))}
          onClose={close}
          signInHref={signInHref}
        />
      )}
      {step?.kind === "limits" && (
        <LateLimitsDialog
          subject={{ kind: "role", ...step.role, name: nameOf(step.role) }}
          choices={choices}
          saveLimits={saveLimits}
          onSaved={() => report(t("limitsSaved", { role: nameOf(step.role) }))}
          onClose={close}
          signInHref={signInHref}
        />
      )}
      {step?.kind === "factor" && (
        <ConfirmDialog
          title={t(step.role.needsSecondFactor ? "factorOff" : "factorOn")}
          body={t(step.role.needsSecondFactor ? "factorOffSure" : "factorOnSure", {
            role: nameOf(step.role),
          })}
          button={t("factorButton")}
          cancel={t("cancel")}
          isPending={factor.isPending}
          alert={
            <FormAlert
              refusal={factor.refusal}
              labels={(code: RoleError) => t(`error.${code}`)}
              signInHref={signInHref}
            />
          }
          onConfirm={() => void changeFactor(step.role)}
          onClose={close}
        />
      )}
      {step?.kind === "delete" && (
        <ConfirmDialog
          title={t("deleteOf", { role: nameOf(step.role) })}
          body={t("deleteSure")}
          button={t("deleteButton")}
          cancel={t("cancel")}
          isPending={deletion.isPending}
          alert={
            <FormAlert
              refusal={deletion.refusal}
              labels={(code: RoleError) => t(`error.${code}`)}
              signInHref={signInHref}
            />
          }
          onConfirm={() => void remove(step.role)}
          onClose={close}
        />
      )}
    </Card>
  );
}
