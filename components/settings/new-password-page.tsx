// Page of the first sign-in with a temporary password. The frame is shell/auth-shell: no menu, palette or stream.
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { ClientMessages } from "@/components/shell/client-messages";
import { signOutPath } from "@/components/shell/sign-out";
import { NewPassword } from "./new-password";

export function NewPasswordPage(props: ComponentProps<typeof NewPassword>) {
  const t = useTranslations("shell");
  return (
    <>
      <ClientMessages of="account">
        <NewPassword {...props} />
      </ClientMessages>
      <form method="post" action={signOutPath} className="mt-4 border-t border-line pt-3 text-sm">
        <button type="submit" className="min-h-8 text-muted underline hover:text-ink">
          {t("signOut")}
        </button>
      </form>
    </>
  );
}
