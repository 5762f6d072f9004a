"use client";
// Adds a person, then shows the temporary password alone, once.
import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useFieldMessages } from "@/components/ui/field-messages";
import { FormAlert } from "@/components/ui/form-alert";
import { RadioList } from "@/components/ui/segmented-control";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import { roles } from "@/lib/domain/people/permissions";
import { type AddPersonInput, addPersonInput, type PersonError } from "@/lib/domain/people/person";
import type { AddPerson as AddPersonAction } from "./people-actions";
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
  const labels = useFieldMessages();
  const router = useRouter();
  const { run, isPending, refusal } = useAction(addPerson);
  const { control, handleSubmit, setFocus } = useForm<AddPersonInput>({
    resolver: zodResolver(addPersonInput),
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
      <TextField
        control={control}
        name="name"
        autoComplete="off"
        label={common("name")}
        errorMessages={labels}
      />
      <TextField
        control={control}
        name="email"
        type="email"
        autoComplete="off"
        label={common("email")}
        errorMessages={labels}
      />
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
