// Shown instead of a page that the role of the person does not include.
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useRoleName } from "@/components/labels/role-labels";
import { linkButtonStyle } from "@/components/ui/button-style";
import type { Role } from "@/lib/domain/people/permissions";
import type { DeskPageName } from "./desk-pages";

type NoAccessProps = { wanted: DeskPageName; role: Role; allowed: readonly Role[] };

export function NoAccess({ wanted, role, allowed }: NoAccessProps) {
  const t = useTranslations("shell");
  const nameOf = useRoleName();
  return (
    <div className="flex max-w-[65ch] flex-col items-start gap-3">
      <h1 className="text-xl font-bold tracking-tight">{t("noAccess")}</h1>
      <p className="text-muted">
        {t("noAccessBody", {
          page: t(wanted),
          roles: allowed.map(nameOf).join(", "),
          role: nameOf(role),
        })}
      </p>
      <Link href="/payments" className={linkButtonStyle("secondary")}>
        {t("toPayments")}
      </Link>
    </div>
  );
}
