import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PeoplePage } from "@/components/settings/people-page";
import { page } from "@/lib/auth/entry";
import { everyone } from "@/lib/auth/people";
import { appContext } from "@/lib/context";
import { listRoles } from "@/lib/db/queries/roles";
import { signInPath } from "@/lib/domain/next-path";
import {
  addPersonAction,
  changeRoleAction,
  deleteRoleAction,
  newPasswordAction,
  saveRoleAction,
  setDisabledAction,
} from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title") };
}

export default async function Page() {
  const actor = await page("people:manage");
  return (
    <PeoplePage
      people={await everyone()}
      roles={await listRoles(appContext().database.db)}
      ownId={actor.id}
      addPerson={addPersonAction}
      changeRole={changeRoleAction}
      saveRole={saveRoleAction}
      deleteRole={deleteRoleAction}
      setDisabled={setDisabledAction}
      resetPassword={newPasswordAction}
      signInHref={signInPath("/people")}
    />
  );
}
