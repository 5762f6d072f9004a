"use client";
// Choice of a person's role, each with what it may do.
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { Dialog } from "@/components/ui/dialog";
import { DialogButtons } from "@/components/ui/dialog-buttons";
import { FormAlert } from "@/components/ui/form-alert";
import { useAction } from "@/components/ui/use-action";
import type { Role } from "@/lib/domain/people/permissions";
import type { PersonError, PersonRow } from "@/lib/domain/people/person";
import type { ChangeRoleAction } from "./people-actions";
import { RoleChoice } from "./role-choice";

type ChangeRoleProps = {
  person: PersonRow;
  roles: readonly Role[];
  changeRole: ChangeRoleAction;
  onDone: (roleId: string) => void;
  onClose: () => void;
  signInHref: string;
};

export function ChangeRole({ person, roles, changeRole, onDone, onClose, signInHref }: ChangeRoleProps) {
  const t = useTranslations("people");
  const common = useTranslations("common");
  const { run, isPending, refusal } = useAction(changeRole);
  const { control, handleSubmit } = useForm<{ roleId: string }>({
    defaultValues: { roleId: person.role.id },
  });

  async function submit({ roleId }: { roleId: string }) {
    const outcome = await run({ personId: person.id, roleId });
    if (outcome.kind === "done") onDone(roleId);
  }

  return (
    <Dialog isOpen mayClose={!isPending} onClose={onClose} title={t("changeRoleOf", { name: person.name })}>
      <form noValidate onSubmit={handleSubmit(submit)} className="mt-3 flex flex-col gap-4">
        <RoleChoice control={control} name="roleId" roles={roles} />
        <FormAlert
          refusal={refusal}
          labels={(code: PersonError) => common(`personError.${code}`)}
          signInHref={signInHref}
        />
        <DialogButtons
          close={t("cancel")}
          submit={t("changeRoleButton")}
          isPending={isPending}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
