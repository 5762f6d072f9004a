"use client";
// Cells of a person that an administrator can change: role, state of the account, password.
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useIsHydrated } from "@/components/ui/hydrated";
import { type Refusal, useAction } from "@/components/ui/use-action";
import { isRole, type Role, roles } from "@/lib/domain/people/permissions";
import type { PersonError, PersonRow } from "@/lib/domain/people/person";
import type { ChangeRole, ResetPassword, SetDisabled } from "./people-actions";
import { TemporaryPassword } from "./temporary-password";

export type PersonResult =
  | { kind: "done"; labels: string }
  | { kind: "refused"; refusal: Refusal<PersonError> };

type PersonControlsProps = {
  person: PersonRow;
  isOwn: boolean;
  changeRole: ChangeRole;
  setDisabled: SetDisabled;
  resetPassword: ResetPassword;
  onResult: (news: PersonResult) => void;
  state: ReactNode;
  lastSignedIn: ReactNode;
  createdAt: ReactNode;
};

export function PersonControls(props: PersonControlsProps) {
  const { person, isOwn, onResult, state, lastSignedIn, createdAt } = props;
  const t = useTranslations("people");
  const common = useTranslations("common");
  const router = useRouter();
  const roleChange = useAction(props.changeRole);
  const disabling = useAction(props.setDisabled);
  const resetting = useAction(props.resetPassword);
  const isReady = useIsHydrated();
  const [handed, setHanded] = useState<string | null>(null);
  const { id: personId, name } = person;

  function report(news: PersonResult) {
    onResult(news);
    if (news.kind === "done") router.refresh();
  }

  async function pickRole(role: Role) {
    const outcome = await roleChange.run({ personId, role });
    if (outcome.kind === "refused") report(outcome);
    if (outcome.kind === "done")
      report({ kind: "done", labels: t("changed", { name, role: common(`role.${role}`) }) });
  }

  async function toggle() {
    const disabled = !person.disabled;
    const outcome = await disabling.run({ personId, disabled });
    if (outcome.kind === "refused") report(outcome);
    if (outcome.kind === "done")
      report({ kind: "done", labels: t(disabled ? "nowDisabled" : "nowEnabled", { name }) });
  }

  async function giveNewPassword() {
    const outcome = await resetting.run({ personId });
    if (outcome.kind === "refused") report(outcome);
    if (outcome.kind === "done") {
      setHanded(outcome.value.password);
      router.refresh();
    }
  }

  return (
    <>
      <td className="px-3 py-2.5 max-md:p-0">
        <select
          aria-label={t("roleOf", { name })}
          title={common(`roleMeans.${person.role}`)}
          value={person.role}
          disabled={!isReady || isOwn || roleChange.isPending}
          onChange={({ target }) => {
            if (isRole(target.value)) void pickRole(target.value);
          }}
          className="min-h-9 rounded-md border border-line-strong bg-surface px-2 text-ink disabled:opacity-60"
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {common(`role.${role}`)}
            </option>
          ))}
        </select>
      </td>
      <td className="px-3 py-2.5 max-md:p-0">{state}</td>
      <td className="px-3 py-2.5 text-sm text-muted tabular-nums max-md:w-full max-md:p-0">
        <span className="md:hidden">{t("lastSignedIn")}: </span>
        {lastSignedIn}
      </td>
      <td className="px-3 py-2.5 text-sm whitespace-nowrap text-muted max-xl:hidden">{createdAt}</td>
      <td className="px-3 py-2.5 max-md:w-full max-md:p-0 md:pr-5">
        {!isOwn && (
          <div className="flex gap-1.5">
            <Button
              size="sm"
              isPending={disabling.isPending}
              aria-label={t(person.disabled ? "enableOf" : "disableOf", { name })}
              onPress={() => void toggle()}
            >
              {t(person.disabled ? "enable" : "disable")}
            </Button>
            <Button
              size="sm"
              variant="quiet"
              isPending={resetting.isPending}
              aria-label={t("newPasswordOf", { name })}
              onPress={() => void giveNewPassword()}
            >
              {t("newPassword")}
            </Button>
          </div>
        )}
        {handed !== null && (
          <Dialog isOpen mayClose onClose={() => setHanded(null)} title={t("newPasswordOf", { name })}>
            <div className="mt-3">
              <TemporaryPassword
                handed={{ name, password: handed }}
                doneLabel={t("close")}
                onDone={() => setHanded(null)}
              />
            </div>
          </Dialog>
        )}
      </td>
    </>
  );
}
