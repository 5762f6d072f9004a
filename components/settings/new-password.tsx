"use client";
// Replaces a temporary password before anything else of the desk is shown.
import { useTranslations } from "next-intl";
import { useState } from "react";
import { linkButtonStyle } from "@/components/ui/button-style";
import { type ChangePassword, ChangePasswordForm } from "./change-password-form";

type NewPasswordProps = {
  name: string;
  /** The current password was handed over by an administrator. */
  isTemporary: boolean;
  changePassword: ChangePassword;
  /** Address on this site. */
  next: string;
  signInHref: string;
};

export function NewPassword({ name, isTemporary, changePassword, next, signInHref }: NewPasswordProps) {
  const t = useTranslations("account");
  // The action's response can render the page again before the browser has left it.
  const [wasTemporary] = useState(isTemporary);
  if (!wasTemporary)
    return (
      <div className="flex flex-col items-start gap-4">
        <div>
          <h1 className="text-xl font-bold tracking-tight">{t("alreadySetTitle")}</h1>
          <p className="text-sm text-muted">{t("alreadySet")}</p>
        </div>
        <a href={next} className={linkButtonStyle("primary")}>
          {t("continue")}
        </a>
      </div>
    );
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-xl font-bold tracking-tight">{t("setTitle")}</h1>
        <p className="text-sm text-muted">{t("setBody", { name })}</p>
      </div>
      <ChangePasswordForm changePassword={changePassword} next={next} signInHref={signInHref} />
    </div>
  );
}
