"use client";
import { useTranslations } from "next-intl";
import type { Control, FieldPath, FieldValues } from "react-hook-form";
import { useRoleMeaning, useRoleName } from "@/components/labels/role-labels";
import { RadioList } from "@/components/ui/segmented-control";
import type { Role } from "@/lib/domain/people/permissions";

type RoleChoiceProps<Values extends FieldValues> = {
  control: Control<Values>;
  name: FieldPath<Values>;
  roles: readonly Role[];
};

/** Shows every role with what it may do. */
export function RoleChoice<Values extends FieldValues>({ control, name, roles }: RoleChoiceProps<Values>) {
  const t = useTranslations("people");
  const nameOf = useRoleName();
  const meaningOf = useRoleMeaning();
  return (
    <RadioList
      control={control}
      name={name}
      legend={t("role")}
      choices={roles.map((role) => ({ value: role.id, label: nameOf(role), hint: meaningOf(role) }))}
    />
  );
}
