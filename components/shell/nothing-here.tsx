import Link from "next/link";
import { useTranslations } from "next-intl";
import { linkButtonStyle } from "@/components/ui/button-style";
import { Logo } from "./desk-shell";

export function NothingHere() {
  const t = useTranslations("shell");
  return (
    <main className="mx-auto flex min-h-dvh max-w-104 flex-col items-center justify-center gap-3 px-4 text-center">
      <Logo />
      <h1 className="text-xl font-bold tracking-tight">{t("nothingHere")}</h1>
      <p className="text-muted">{t("nothingHereBody")}</p>
      <Link href="/payments" className={linkButtonStyle("secondary")}>
        {t("toPayments")}
      </Link>
    </main>
  );
}
