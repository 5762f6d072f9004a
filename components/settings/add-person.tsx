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
import { RadioList } from "@/components/ui/segmented-control";
import { useAction } from "@/components/ui/use-action";
import { roles } from "@/lib/domain/people/permissions";
import { type AddPersonInput, addPersonInput, type PersonError } from "@/lib/domain/people/person";
import type { AddPersonAction } from "./people-actions";
import { type IssuedPassword, TemporaryPassword } from "./temporary-password";

export function AddPerson({ addPerson, signInHref }: { addPerson: AddPersonAction; signInHref: string }) {
  const t = useTranslations("people");
  const [added, setAdded] = useState<IssuedPassword | null>(null);
  return (
    <Card id="add-person" title={added ? t("addedTitle", { name: added.name }) : t("add")}>
      <div className="px-5 pt-1 pb-5">
        {added ? (
          <TemporaryPassword handed={added} doneLabel={t("addAnother")} onDone={() => setAdded(null)} />
        ) : (
          <AddPersonForm addPerson={addPerson} onAdded={setAdded} signInHref={signInHref} />
        )}
      </div>
    </Card>
  );
}

type FormProps = { addPerson: AddPersonAction; onAdded: (added: IssuedPassword) => void; signInHref: string };

function AddPersonForm({ addPerson, onAdded, signInHref }: FormProps) {
  const t = useTranslations("people");
  const common = useTranslations("common");
  const router = useRouter();
  const { run, isPending, refusal } = useAction(addPerson);
  const { control, handleSubmit, setFocus } = useForm<AddPersonInput>({
    resolver: standardSchemaResolver(addPersonInput),
    defaultValues: { name: "", email: "", role: "operator" },
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
      <Button type="submit" variant="primary" isPending={isPending} pendingLabel={common("working")}>
        {t("addButton")}
      </Button>
    </form>
  );
}
