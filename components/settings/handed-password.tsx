"use client";
// What a person gets: a temporary password, shown once, or a mail with a link.
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { HandedPassword } from "@/lib/domain/people/person";
import { TemporaryPassword } from "./temporary-password";

/** `email` of the person who gets the mail. */
export type Handed = { name: string; email: string; by: HandedPassword };

type HandedNoticeProps = { handed: Handed; doneLabel: string; onDone: () => void };

export function HandedNotice({ handed: { name, email, by }, doneLabel, onDone }: HandedNoticeProps) {
  const t = useTranslations("people");
  if (by.kind === "password")
    return (
      <TemporaryPassword handed={{ name, password: by.password }} doneLabel={doneLabel} onDone={onDone} />
    );
  return (
    <div className="flex flex-col gap-3">
      <div role={by.kind === "mail" && !by.isSent ? "alert" : "status"}>
        {by.kind === "provider" ? (
          <p className="text-sm text-muted wrap-anywhere">{t("handedByProvider", { email })}</p>
        ) : by.isSent ? (
          <p className="text-sm text-muted wrap-anywhere">{t("mail.sent", { email })}</p>
        ) : (
          <Callout kind="danger" title={t("mail.failedTitle")}>
            <p>{t("mail.failed")}</p>
          </Callout>
        )}
      </div>
      <Button takesFocus onPress={onDone}>
        {doneLabel}
      </Button>
    </div>
  );
}
