"use client";
// Sets a password by the link of a mail. The token is in the part of the address that the browser does not send.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { linkButtonStyle } from "@/components/ui/button-style";
import { FormAlert } from "@/components/ui/form-alert";
import { PasswordField } from "@/components/ui/person-fields";
import { useAction } from "@/components/ui/use-action";
import {
  type AcceptInvitationInput,
  type InvitationError,
  newPasswordInput,
} from "@/lib/domain/people/person";
import { waitMessage } from "./wait-messages";

type InvitationFormProps = {
  acceptInvitation: Action<AcceptInvitationInput, null, InvitationError>;
  signInHref: string;
};

export function InvitationForm({ acceptInvitation, signInHref }: InvitationFormProps) {
  const t = useTranslations("auth");
  const common = useTranslations("common");
  const [isSet, setSet] = useState(false);
  const { run, isPending, refusal } = useAction(acceptInvitation);
  const { control, handleSubmit, setFocus } = useForm<{ password: string }>({
    resolver: standardSchemaResolver(newPasswordInput),
    defaultValues: { password: "" },
  });

  async function submit({ password }: { password: string }) {
    const outcome = await run({ token: window.location.hash.slice(1), password });
    if (outcome.kind === "refused") setFocus("password", { shouldSelect: true });
    if (outcome.kind !== "done") return;
    // The link is used up: it need not stay in the history.
    window.history.replaceState(null, "", window.location.pathname);
    setSet(true);
  }

  // Another link opened in the same tab changes only the part of the address after the "#".
  useEffect(() => {
    const forget = () => setSet(false);
    window.addEventListener("hashchange", forget);
    return () => window.removeEventListener("hashchange", forget);
  }, []);

  if (isSet)
    return (
      <div className="flex flex-col items-start gap-4">
        <div role="status">
          <h1 className="text-xl font-bold tracking-tight">{t("invitation.doneTitle")}</h1>
          <p className="text-sm text-muted">{t("invitation.done")}</p>
        </div>
        <a href={signInHref} className={linkButtonStyle("primary")}>
          {t("goSignIn")}
        </a>
      </div>
    );
  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-4">
      <div>
        <h1 className="text-xl font-bold tracking-tight">{t("invitation.title")}</h1>
        <p className="text-sm text-muted">{t("invitation.body")}</p>
      </div>
      <PasswordField control={control} name="password" kind="new" />
      <FormAlert
        refusal={
          // A link that was cut off has no token that could be read.
          refusal?.code === "invalid-input" ? { ...refusal, code: "invitation-over" } : refusal
        }
        labels={(code: InvitationError, detail) =>
          t(`invitation.error.${code}`, { wait: waitMessage(t, detail) })
        }
      />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        isPending={isPending}
        pendingLabel={common("working")}
      >
        {t("invitation.button")}
      </Button>
    </form>
  );
}
