"use client";
// Adds a person, then shows alone what the person gets: a mail, or a temporary password that is shown once.
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
import type { Role } from "@/lib/domain/people/permissions";
import {
  type AddPersonInput,
  addPersonInput,
  type PersonError,
  type WayIn,
} from "@/lib/domain/people/person";
import { type Handed, HandedNotice } from "./handed-password";
import type { AddPersonAction } from "./people-actions";
import { RoleChoice } from "./role-choice";

type AddPersonProps = {
  addPerson: AddPersonAction;
  roles: readonly Role[];
  /** In the order of the form, the usual one first. */
  waysIn: readonly WayIn[];
  signInHref: string;
};

export function AddPerson(props: AddPersonProps) {
  const t = useTranslations("people");
  const [added, setAdded] = useState<Handed | null>(null);
  return (
    <Card id="add-person" title={added ? t("addedTitle", { name: added.name }) : t("add")}>
      <div className="px-5 pt-1 pb-5">
        {added ? (
          <HandedNotice handed={added} doneLabel={t("addAnother")} onDone={() => setAdded(null)} />
        ) : (
          <AddPersonForm {...props} onAdded={setAdded} />
        )}
      </div>
    </Card>
  );
}

type FormProps = AddPersonProps & { onAdded: (added: Handed) => void };

function AddPersonForm({ addPerson, roles, waysIn, onAdded, signInHref }: FormProps) {
  const t = useTranslations("people");
  const common = useTranslations("common");
  const router = useRouter();
  const { run, isPending, refusal } = useAction(addPerson);
  const { control, handleSubmit, setFocus } = useForm<AddPersonInput>({
    resolver: standardSchemaResolver(addPersonInput),
    defaultValues: { name: "", email: "", roleId: "operator", by: waysIn[0] ?? "password" },
  });

  async function submit(input: AddPersonInput) {
    const outcome = await run(input);
    if (outcome.kind === "refused") setFocus("email", { shouldSelect: true });
    if (outcome.kind === "done") {
      onAdded({ name: input.name, email: input.email, by: outcome.value });
      router.refresh();
    }
  }

  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-4">
      {waysIn.length === 1 && (
        <p className="text-sm text-muted">{waysIn[0] === "provider" ? t("by.providerHint") : t("addBody")}</p>
      )}
      <NameField control={control} name="name" isOwn={false} />
      <EmailField control={control} name="email" isOwn={false} />
      <RoleChoice control={control} name="roleId" roles={roles} />
      {waysIn.length > 1 && (
        <RadioList
          control={control}
          name="by"
          legend={t("by.legend")}
          choices={waysIn.map((value) => ({ value, label: t(`by.${value}`), hint: t(`by.${value}Hint`) }))}
        />
      )}
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
