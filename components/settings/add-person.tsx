"use client";
// Adds a person, then shows the temporary password alone, once.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FormAlert } from "@/components/ui/form-alert";
import { EmailField, NameField } from "@/components/ui/person-fields";
import { useAction } from "@/components/ui/use-action";
import type { Role } from "@/lib/domain/people/permissions";
import { type AddPersonInput, addPersonInput, type PersonError } from "@/lib/domain/people/person";
import type { AddPersonAction } from "./people-actions";
import { RoleChoice } from "./role-choice";
import { type IssuedPassword, TemporaryPassword } from "./temporary-password";

type AddPersonProps = { addPerson: AddPersonAction; roles: readonly Role[]; signInHref: string };

export function AddPerson({ addPerson, roles, signInHref }: AddPersonProps) {
  const t = useTranslations("people");
  const [added, setAdded] = useState<IssuedPassword | null>(null);
  return (
    <Card id="add-person" title={added ? t("addedTitle", { name: added.name }) : t("add")}>
      <div className="px-5 pt-1 pb-5">
        {added ? (
          <TemporaryPassword handed={added} doneLabel={t("addAnother")} onDone={() => setAdded(null)} />
        ) : (
          <AddPersonForm addPerson={addPerson} roles={roles} onAdded={setAdded} signInHref={signInHref} />
        )}
      </div>
    </Card>
  );
}

type FormProps = AddPersonProps & { onAdded: (added: IssuedPassword) => void };

function AddPersonForm({ addPerson, roles, onAdded, signInHref }: FormProps) {
  const t = useTranslations("people");
  const common = useTranslations("common");
  const router = useRouter();
  const { run, isPending, refusal } = useAction(addPerson);
  const { control, handleSubmit, setFocus } = useForm<AddPersonInput>({
    resolver: standardSchemaResolver(addPersonInput),
    defaultValues: { name: "", email: "", roleId: "operator" },
  });

  async function submit(input: AddPersonInput) {
    const outcome = await run(input);
    if (outcome.kind === "refused") setFocus("email", { shouldSelect: true });
    if (outcome.kind === "done") {
      onAdded({ name: input.name, password: outcome.value.password });
      router.refresh();
    }
  }

  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-4">
      <p className="text-sm text-muted">{t("addBody")}</p>
      <NameField control={control} name="name" isOwn={false} />
      <EmailField control={control} name="email" isOwn={false} />
      <RoleChoice control={control} name="roleId" roles={roles} />
      <FormAlert
        refusal={refusal}
        labels={(code: PersonError) => common(`personError.${code}`)}
        signInHref={signInHref}
      />
      <Button type="submit" variant="primary" isPending={isPending} pendingLabel={common("working")}>
        {t("addButton")}
      </Button>
    </form>
  );
}
