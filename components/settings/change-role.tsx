"use client";
// Choice of a person's role, each with what it may do.
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { RadioList } from "@/components/ui/segmented-control";
import { useAction } from "@/components/ui/use-action";
import { type Role, roles } from "@/lib/domain/people/permissions";
import type { PersonError, PersonRow } from "@/lib/domain/people/person";
import type { ChangeRole as ChangeRoleAction } from "./people-actions";

type ChangeRoleProps = {
  person: PersonRow;
  changeRole: ChangeRoleAction;
  onDone: (role: Role) => void;
  onClose: () => void;
  signInHref: string;
};

export function ChangeRole({ person, changeRole, onDone, onClose, signInHref }: ChangeRoleProps) {
  const t = useTranslations("people");
  const common = useTranslations("common");
  const { run, isPending, refusal } = useAction(changeRole);
  const { control, handleSubmit } = useForm<{ role: Role }>({ defaultValues: { role: person.role } });

  async function submit({ role }: { role: Role }) {
    const outcome = await run({ personId: person.id, role });
    if (outcome.kind === "done") onDone(role);
  }

  return (
    <Dialog isOpen mayClose={!isPending} onClose={onClose} title={t("changeRoleOf", { name: person.name })}>
      <form noValidate onSubmit={handleSubmit(submit)} className="mt-3 flex flex-col gap-4">
        <RadioList
          control={control}
          name="role"
          legend={t("role")}
          choices={roles.map((role) => ({
            value: role,
            label: common(`role.${role}`),
            hint: common(`roleMeans.${role}`),
          }))}
        />
        <FormAlert
          refusal={refusal}
          labels={(code: PersonError) => common(`personError.${code}`)}
          signInHref={signInHref}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button isDisabled={isPending} onPress={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" variant="primary" isPending={isPending} pendingLabel={common("working")}>
            {t("changeRoleButton")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
