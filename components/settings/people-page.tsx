// People who may sign in, and the form that adds a person.
import { useTranslations } from "next-intl";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeading } from "@/components/ui/page-heading";
import { AddPerson } from "./add-person";
import type { AddPersonAction } from "./people-actions";
import { PeopleTable, type PeopleTableProps } from "./people-table";

type PeoplePageProps = PeopleTableProps & { addPerson: AddPersonAction };

export function PeoplePage({ addPerson, ...table }: PeoplePageProps) {
  const t = useTranslations("people");
  return (
    <>
      <PageHeading title={t("title")} />
      <p className="-mt-3 mb-4 text-muted">{t("intro")}</p>
      <ClientMessages of="people">
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <PeopleTable {...table} />
          <AddPerson addPerson={addPerson} signInHref={table.signInHref} />
        </div>
      </ClientMessages>
    </>
  );
}
