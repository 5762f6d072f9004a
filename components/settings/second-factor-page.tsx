// Page for a person whose role needs a second factor that they do not have. The frame is shell/auth-shell.
import { useTranslations } from "next-intl";
import { ClientMessages } from "@/components/shell/client-messages";
import { signOutPath } from "@/components/shell/sign-out";
import { FirstSecondFactor, type FirstSecondFactorProps } from "./first-second-factor";

type SecondFactorPageProps = FirstSecondFactorProps & { name: string };

export function SecondFactorPage({ name, ...setUp }: SecondFactorPageProps) {
  const t = useTranslations("secondFactor");
  const shell = useTranslations("shell");
  return (
    <>
      <h1 className="text-xl font-bold tracking-tight">{t("pageTitle")}</h1>
      <p className="mb-4 text-sm text-muted">{t("pageBody", { name })}</p>
      <ClientMessages of="account">
        <FirstSecondFactor {...setUp} />
      </ClientMessages>
      <form method="post" action={signOutPath} className="mt-4 border-t border-line pt-3 text-sm">
        <button type="submit" className="min-h-8 text-muted underline hover:text-ink">
          {shell("signOut")}
        </button>
      </form>
    </>
  );
}
