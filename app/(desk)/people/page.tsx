import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PeoplePage } from "@/components/settings/people-page";
import { page } from "@/lib/auth/entry";
import { everyone } from "@/lib/auth/people";
import { providerState } from "@/lib/auth/provider-sign-in";
import { appContext } from "@/lib/context";
import { signInSettingsOf } from "@/lib/db/people/read-sign-in-settings";
import { currenciesOf, paymentKinds } from "@/lib/db/queries/payment-list/kinds";
import { listRoles } from "@/lib/db/queries/roles";
import { signInPath } from "@/lib/domain/next-path";
import {
  addPersonAction,
  changeRoleAction,
  deleteRoleAction,
  endSessionsAction,
  newPasswordAction,
  resetSecondFactorAction,
  roleFactorAction,
  saveLimitsAction,
  saveRoleAction,
  setDisabledAction,
  signInSettingsAction,
  unlinkProviderAction,
} from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title") };
}

export default async function Page() {
  const actor = await page("people:manage");
  const { db } = appContext().database;
  const kinds = await paymentKinds(db);
  return (
    <PeoplePage
      people={await everyone()}
      roles={await listRoles(db)}
      pgs={[...new Set(kinds.map(({ pg }) => pg))].filter(Boolean).sort()}
      currencies={currenciesOf(kinds)}
      ownId={actor.id}
      hasMail={appContext().mailer !== null}
      addPerson={addPersonAction}
      changeRole={changeRoleAction}
      saveRole={saveRoleAction}
      deleteRole={deleteRoleAction}
      saveLimits={saveLimitsAction}
      setDisabled={setDisabledAction}
      resetPassword={newPasswordAction}
      endSessions={endSessionsAction}
      resetSecondFactor={resetSecondFactorAction}
      unlinkProvider={unlinkProviderAction}
      saveRoleFactor={roleFactorAction}
      signInSettings={await signInSettingsOf(db)}
      saveSignInSettings={signInSettingsAction}
      provider={await providerState()}
      signInHref={signInPath("/people")}
    />
  );
}
