// Names of roles, and what each may do.
import { useTranslations } from "next-intl";
import {
  basicPermissions,
  isDefaultRoleId,
  type Permission,
  type Role,
} from "@/lib/domain/people/permissions";

type CommonLabels = ReturnType<typeof useTranslations<"common">>;

/** Default roles have names in both languages. */
export function roleName(t: CommonLabels, { id, name }: Pick<Role, "id" | "name">): string {
  return isDefaultRoleId(id) ? t(`role.${id}`) : (name ?? id);
}

/** Returns a function for the name of a role. */
export function useRoleName(): (role: Pick<Role, "id" | "name">) => string {
  const t = useTranslations("common");
  return (role) => roleName(t, role);
}

/** Returns a function for a line that says what a role may do. */
export function useRoleMeaning(): (role: Role) => string {
  const common = useTranslations("common");
  const t = useTranslations("permissions");
  return ({ id, permissions }) => {
    if (isDefaultRoleId(id)) return common(`roleMeans.${id}`);
    const some = permissions.filter((permission) => isMore(permission));
    return some.length === 0 ? t("onlyBasic") : some.map((permission) => t(`label.${permission}`)).join(", ");
  };
}

type BasicPermission = (typeof basicPermissions)[number];

function isMore(permission: Permission): permission is Exclude<Permission, BasicPermission> {
  return !basicPermissions.some((basic) => basic === permission);
}
