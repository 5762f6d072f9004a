"use client";
// Name and permissions of a role. A permission that others need is chosen with them.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useTranslations } from "next-intl";
import { type Control, useController, useForm } from "react-hook-form";
import { useRoleName } from "@/components/labels/role-labels";
import { Dialog } from "@/components/ui/dialog";
import { DialogButtons } from "@/components/ui/dialog-buttons";
import { fieldHint, fieldLabel } from "@/components/ui/field-style";
import { FormAlert } from "@/components/ui/form-alert";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import { basicPermissions, completePermissions, type Permission } from "@/lib/domain/people/permissions";
import {
  type RoleError,
  type RoleRow,
  roleNameErrors,
  roleNameLength,
  type SaveRoleInput,
  saveRoleInput,
} from "@/lib/domain/people/role";
import type { RoleActions } from "./people-actions";

/** Null for a new role. */
export type EditedRole = { role: RoleRow; isCopy: boolean } | null;

/** Without the basic permissions, which every role has. */
const groups = {
  view: ["customers:read", "accounts:read", "webhooks:read", "payments:export", "views:share", "views:tidy"],
  refunds: [
    "refunds:request",
    "refunds:override",
    "refunds:approve",
    "refunds:emergency",
    "refunds:resolve",
    "manual-refunds:record",
  ],
  records: ["webhooks:process", "discrepancies:close"],
  manage: ["settings:manage", "people:manage", "audit:read"],
} as const satisfies Record<string, readonly Permission[]>;
const groupNames = Object.keys(groups) as (keyof typeof groups)[];

type RoleDialogProps = Pick<RoleActions, "saveRole"> & {
  edited: EditedRole;
  onSaved: (name: string) => void;
  onClose: () => void;
  signInHref: string;
};

export function RoleDialog({ edited, saveRole, onSaved, onClose, signInHref }: RoleDialogProps) {
  const t = useTranslations("roles");
  const common = useTranslations("common");
  const nameOf = useRoleName();
  const { run, isPending, refusal } = useAction(saveRole);
  const isChange = edited !== null && !edited.isCopy;
  const { control, handleSubmit, setFocus } = useForm<SaveRoleInput>({
    resolver: standardSchemaResolver(saveRoleInput),
    defaultValues: {
      ...(isChange && { id: edited.role.id }),
      revision: isChange ? edited.role.revision : 0,
      name: isChange ? nameOf(edited.role) : "",
      permissions: [...(edited?.role.permissions ?? basicPermissions)],
    },
  });
  const nameProblem = (code: string) => {
    const known = roleNameErrors.find((error) => error === code);
    return known ? t(`error.${known}`, { max: String(roleNameLength) }) : common("entryError.invalid-input");
  };

  async function submit(input: SaveRoleInput) {
    const outcome = await run(input);
    if (outcome.kind === "refused" && outcome.refusal.code === "role-name-taken") setFocus("name");
    if (outcome.kind === "done") onSaved(input.name);
  }

  return (
    <Dialog
      isOpen
      mayClose={!isPending}
      onClose={onClose}
      title={
        edited === null
          ? t("addTitle")
          : t(edited.isCopy ? "copyTitle" : "editTitle", { role: nameOf(edited.role) })
      }
    >
      <form noValidate onSubmit={handleSubmit(submit)} className="mt-3 flex flex-col gap-4">
        <TextField
          control={control}
          name="name"
          label={t("name")}
          hint={t("nameHint")}
          errorMessages={nameProblem}
          autoComplete="off"
        />
        <p className="text-sm text-muted">{t("basic")}</p>
        <Permissions control={control} />
        {isChange && edited.role.people > 0 && (
          <p className="text-sm text-muted">{t("applies", { count: edited.role.people })}</p>
        )}
        <FormAlert
          refusal={refusal}
          labels={(code: RoleError) => t(`error.${code}`)}
          signInHref={signInHref}
        />
        <DialogButtons close={t("cancel")} submit={t("saveButton")} isPending={isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}

function Permissions({ control }: { control: Control<SaveRoleInput> }) {
  const t = useTranslations("permissions");
  const { field } = useController({ control, name: "permissions" });
  const chosen = field.value;
  const complete = completePermissions(chosen);
  return groupNames.map((group) => (
    <fieldset key={group} className="flex flex-col gap-1">
      <legend className={`${fieldLabel} mb-1`}>{t(`group.${group}`)}</legend>
      {groups[group].map((permission) => {
        const isNeeded = completePermissions(chosen.filter((one) => one !== permission)).includes(permission);
        return (
          <label key={permission} className="flex min-h-8 items-start gap-2.5 py-1">
            <input
              type="checkbox"
              checked={complete.includes(permission)}
              disabled={isNeeded}
              onChange={({ target }) =>
                field.onChange(
                  target.checked ? [...chosen, permission] : chosen.filter((one) => one !== permission),
                )
              }
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="flex flex-col">
              <span>{t(`label.${permission}`)}</span>
              {isNeeded && <span className={fieldHint}>{t("needed")}</span>}
            </span>
          </label>
        );
      })}
    </fieldset>
  ));
}
