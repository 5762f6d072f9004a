// Shown instead of a page that the role of the person does not include.
import Link from "next/link";
import { useTranslations } from "next-intl";
import { linkButtonStyle } from "@/components/ui/button-style";
import { type Permission, type Role, rolesWith } from "@/lib/domain/people/permissions";
import type { DeskPageName } from "./desk-pages";

type NoAccessProps = { wanted: DeskPageName; permission: Permission; role: Role };

export function NoAccess({ wanted, permission, role }: NoAccessProps) {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const allowed = rolesWith(permission).map((each) => common(`role.${each}`));
  return (
    <div className="flex max-w-[60ch] flex-col items-start gap-3">
      <h1 className="text-xl font-bold tracking-tight">{t("noAccess")}</h1>
      <p className="text-muted">
        {t("noAccessBody", {
          page: t(wanted),
          roles: allowed.join(", "),
          role: common(`role.${role}`),
        })}
      </p>
      <Link href="/payments" className={linkButtonStyle("secondary")}>
        {t("toPayments")}
      </Link>
    </div>
  );
}
