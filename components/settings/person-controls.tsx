"use client";
// The menu of a person and the dialogs of its actions.
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRoleName } from "@/components/labels/role-labels";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { RowMenu } from "@/components/ui/row-menu";
import { type Refusal, useAction } from "@/components/ui/use-action";
import type { Role } from "@/lib/domain/people/permissions";
import type { HandedPassword, PersonError, PersonRow, ResetPasswordInput } from "@/lib/domain/people/person";
import { ChangeRole } from "./change-role";
import { HandedNotice } from "./handed-password";
import { LateLimitsDialog } from "./late-limits-dialog";
import type { LimitChoices } from "./limits-dialog";
import type {
  ChangeRoleAction,
  EndSessions,
  ResetPassword,
  ResetSecondFactor,
  SaveLimits,
  SetDisabled,
  UnlinkProvider,
} from "./people-actions";

export type PersonResult =
  | { kind: "done"; labels: string }
  | { kind: "refused"; refusal: Refusal<PersonError> };

type PersonControlsProps = {
  person: PersonRow;
  roles: readonly Role[];
  choices: LimitChoices;
  saveLimits: SaveLimits;
  changeRole: ChangeRoleAction;
  setDisabled: SetDisabled;
  resetPassword: ResetPassword;
  /** Whether people sign in by passwords of the desk. */
  hasPasswords: boolean;
  /** Whether mail is set up. */
  hasMail: boolean;
  endSessions: EndSessions;
  resetSecondFactor: ResetSecondFactor;
  unlinkProvider: UnlinkProvider;
  onResult: (news: PersonResult) => void;
  signInHref: string;
};

/** `handing`: what the person gets is shown. */
type Step =
  | "none"
  | "role"
  | "limits"
  | "disabling"
  | "resetting"
  | "mailing"
  | "factor"
  | "unlinking"
  | "sessions"
  | { handing: HandedPassword };

export function PersonControls(props: PersonControlsProps) {
  const { person, roles, choices, saveLimits, changeRole, onResult, signInHref } = props;
  const t = useTranslations("people");
  const common = useTranslations("common");
  const router = useRouter();
  const nameOf = useRoleName();
  const disabling = useAction(props.setDisabled);
  const resetting = useAction(props.resetPassword);
  const factor = useAction(props.resetSecondFactor);
  const sessions = useAction(props.endSessions);
  const unlinking = useAction(props.unlinkProvider);
  const [step, setStep] = useState<Step>("none");
  const { id: personId, name, email } = person;
  const labels = (code: PersonError) => common(`personError.${code}`);
  const isNew = person.lastSignedInAt === null;
  const mailLabel = t(isNew ? "mail.again" : "mail.reset");
  const close = () => setStep("none");

  function report(text: string) {
    close();
    onResult({ kind: "done", labels: text });
    router.refresh();
  }

  async function disable() {
    const outcome = await disabling.run({ personId, disabled: true });
    if (outcome.kind === "done") report(t("nowDisabled", { name }));
  }

  async function enable() {
    const outcome = await disabling.run({ personId, disabled: false });
    if (outcome.kind === "refused") onResult(outcome);
    if (outcome.kind === "done") report(t("nowEnabled", { name }));
  }

  async function resetFactor() {
    if ((await factor.run({ personId })).kind === "done") report(t("factorReset", { name }));
  }

  async function unlink() {
    if ((await unlinking.run({ personId })).kind === "done") report(t("unlinked", { name }));
  }

  async function endSessions() {
    if ((await sessions.run({ personId })).kind === "done") report(t("sessionsEnded", { name }));
  }

  async function giveNewPassword(by: ResetPasswordInput["by"]) {
    const outcome = await resetting.run({ personId, by });
    if (outcome.kind !== "done") return;
    setStep({ handing: outcome.value });
    router.refresh();
  }

  return (
    <>
      <RowMenu
        label={t("menuOf", { name })}
        actions={[
          { key: "role", label: t("changeRole"), run: () => setStep("role") },
          { key: "limits", label: t("limits"), run: () => setStep("limits") },
          ...(props.hasPasswords && props.hasMail && !person.disabled
            ? [{ key: "mail", label: mailLabel, isDanger: true, run: () => setStep("mailing") }]
            : []),
          ...(props.hasPasswords
            ? [{ key: "password", label: t("newPassword"), isDanger: true, run: () => setStep("resetting") }]
            : []),
          { key: "sessions", label: t("endSessions"), run: () => setStep("sessions") },
          ...(person.hasSecondFactor
            ? [{ key: "factor", label: t("resetFactor"), isDanger: true, run: () => setStep("factor") }]
            : []),
          ...(person.isByProvider
            ? [{ key: "unlink", label: t("unlink"), isDanger: true, run: () => setStep("unlinking") }]
            : []),
          person.disabled
            ? { key: "enable", label: t("enable"), run: () => void enable() }
            : { key: "disable", label: t("disable"), isDanger: true, run: () => setStep("disabling") },
        ]}
      />
      {step === "role" && (
        <ChangeRole
          person={person}
          roles={roles}
          changeRole={changeRole}
          onDone={(roleId) => {
            const role = roles.find(({ id }) => id === roleId);
            report(t("changed", { name, role: role === undefined ? "" : nameOf(role) }));
          }}
          onClose={close}
          signInHref={signInHref}
        />
      )}
      {step === "limits" && (
        <LateLimitsDialog
          subject={{ kind: "person", id: personId, name, limits: person.limits }}
          choices={choices}
          saveLimits={saveLimits}
          onSaved={() => report(t("limitsSaved", { name }))}
          onClose={close}
          signInHref={signInHref}
        />
      )}
      {step === "disabling" && (
        <ConfirmDialog
          title={t("disableOf", { name })}
          body={t("disableSure", { name })}
          button={t("disableButton")}
          cancel={t("cancel")}
          isPending={disabling.isPending}
          alert={<FormAlert refusal={disabling.refusal} labels={labels} signInHref={signInHref} />}
          onConfirm={() => void disable()}
          onClose={close}
        />
      )}
      {step === "factor" && (
        <ConfirmDialog
          title={t("resetFactorOf", { name })}
          body={t("resetFactorSure", { name })}
          button={t("resetFactorButton")}
          cancel={t("cancel")}
          isPending={factor.isPending}
          alert={<FormAlert refusal={factor.refusal} labels={labels} signInHref={signInHref} />}
          onConfirm={() => void resetFactor()}
          onClose={close}
        />
      )}
      {step === "unlinking" && (
        <ConfirmDialog
          title={t("unlinkOf", { name })}
          body={t("unlinkSure", { name, email })}
          button={t("unlinkButton")}
          cancel={t("cancel")}
          isPending={unlinking.isPending}
          alert={<FormAlert refusal={unlinking.refusal} labels={labels} signInHref={signInHref} />}
          onConfirm={() => void unlink()}
          onClose={close}
        />
      )}
      {step === "sessions" && (
        <ConfirmDialog
          title={t("endSessionsOf", { name })}
          body={t("endSessionsSure", { name })}
          button={t("endSessionsButton")}
          cancel={t("cancel")}
          isPending={sessions.isPending}
          alert={<FormAlert refusal={sessions.refusal} labels={labels} signInHref={signInHref} />}
          onConfirm={() => void endSessions()}
          onClose={close}
        />
      )}
      {step === "resetting" && (
        <ConfirmDialog
          title={t("newPasswordOf", { name })}
          body={t("newPasswordSure", { name })}
          button={t("newPasswordButton")}
          cancel={t("cancel")}
          isPending={resetting.isPending}
          alert={<FormAlert refusal={resetting.refusal} labels={labels} signInHref={signInHref} />}
          onConfirm={() => void giveNewPassword("password")}
          onClose={close}
        />
      )}
      {step === "mailing" && (
        <ConfirmDialog
          title={t(isNew ? "mail.againOf" : "mail.resetOf", { name })}
          body={t(isNew ? "mail.againSure" : "mail.resetSure", { name, email })}
          button={t("mail.button")}
          cancel={t("cancel")}
          isPending={resetting.isPending}
          alert={<FormAlert refusal={resetting.refusal} labels={labels} signInHref={signInHref} />}
          onConfirm={() => void giveNewPassword("mail")}
          onClose={close}
        />
      )}
      {typeof step === "object" && (
        <Dialog
          isOpen
          mayClose
          onClose={close}
          title={t(step.handing.kind === "mail" ? "mail.titleOf" : "newPasswordOf", { name })}
        >
          <div className="mt-3">
            <HandedNotice handed={{ name, email, by: step.handing }} doneLabel={t("close")} onDone={close} />
          </div>
        </Dialog>
      )}
    </>
  );
}
