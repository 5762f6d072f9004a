// People who may sign in, and the form that adds a person.
import { useTranslations } from "next-intl";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeading } from "@/components/ui/page-heading";
import { AddPerson } from "./add-person";
import type { AddPersonAction } from "./people-actions";
import { PeopleTable, type PeopleTableProps } from "./people-table";
import { RolesCard, type RolesCardProps } from "./roles-card";

type PeoplePageProps = PeopleTableProps & RolesCardProps & { addPerson: AddPersonAction };

export function PeoplePage({ addPerson, saveRole, deleteRole, roles, ...table }: PeoplePageProps) {
  const t = useTranslations("people");
  return (
    <>
      <PageHeading title={t("title")} />
      <p className="-mt-3 mb-4 text-muted">{t("intro")}</p>
      <ClientMessages of="people">
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex min-w-0 flex-col gap-5">
            <PeopleTable {...table} roles={roles} />
            <RolesCard
              roles={roles}
              saveRole={saveRole}
              deleteRole={deleteRole}
              signInHref={table.signInHref}
            />
          </div>
          <AddPerson addPerson={addPerson} roles={roles} signInHref={table.signInHref} />
        </div>
      </ClientMessages>
    </>
  );
}
