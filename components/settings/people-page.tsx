// People who may sign in, and the form that adds a person.
import { useLocale, useTranslations } from "next-intl";
import { pgName } from "@/components/labels/pg-names";
import { ClientMessages } from "@/components/shell/client-messages";
import { PageHeading } from "@/components/ui/page-heading";
import { methodTypes } from "@/lib/domain/payment/payment-method";
import type { WayIn } from "@/lib/domain/people/person";
import type { ProviderState } from "@/lib/domain/people/provider-sign-in";
import type { SignInSettings } from "@/lib/domain/people/sign-in-settings";
import { AddPerson } from "./add-person";
import type { AddPersonAction } from "./people-actions";
import { PeopleTable, type PeopleTableProps } from "./people-table";
import { ProviderCard } from "./provider-card";
import { RolesCard, type RolesCardProps } from "./roles-card";
import { type SaveSignInSettings, SignInSettingsCard } from "./sign-in-settings-card";

type PeoplePageProps = Omit<PeopleTableProps & RolesCardProps, "choices" | "hasPasswords"> & {
  addPerson: AddPersonAction;
  signInSettings: SignInSettings;
  saveSignInSettings: SaveSignInSettings;
  /** The company's OpenID provider, or null. */
  provider: ProviderState | null;
  /** PGs and currencies of the stored payments. */
  pgs: readonly string[];
  currencies: readonly string[];
};

/** Returns how a new person can sign in, the usual way first. */
function waysIn(hasMail: boolean, provider: ProviderState | null): WayIn[] {
  if (provider?.passwords === "emergency") return ["provider"];
  return [
    ...(provider === null ? [] : (["provider"] as const)),
    ...(hasMail ? (["mail"] as const) : []),
    "password",
  ];
}

export function PeoplePage({
  addPerson,
  saveRole,
  deleteRole,
  saveRoleFactor,
  signInSettings,
  saveSignInSettings,
  provider,
  roles,
  pgs,
  currencies,
  ...table
}: PeoplePageProps) {
  const t = useTranslations("people");
  const payment = useTranslations("payment");
  const locale = useLocale();
  const choices = {
    methods: methodTypes.map((value) => ({ value, label: payment(`method.${value}`) })),
    pgs: pgs.map((value) => ({ value, label: pgName(value, locale) })),
    currencies: [...currencies].sort(),
  };
  return (
    <>
      <PageHeading title={t("title")} />
      <p className="-mt-3 mb-4 text-muted">{t("intro")}</p>
      <ClientMessages of="people">
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex min-w-0 flex-col gap-5">
            <PeopleTable
              {...table}
              roles={roles}
              choices={choices}
              hasPasswords={provider?.passwords !== "emergency"}
            />
            <RolesCard
              choices={choices}
              saveLimits={table.saveLimits}
              roles={roles}
              saveRole={saveRole}
              deleteRole={deleteRole}
              saveRoleFactor={saveRoleFactor}
              signInHref={table.signInHref}
            />
          </div>
          <div className="flex flex-col gap-5">
            <AddPerson
              addPerson={addPerson}
              roles={roles}
              waysIn={waysIn(table.hasMail, provider)}
              signInHref={table.signInHref}
            />
            {provider !== null && <ProviderCard {...provider} />}
            <SignInSettingsCard
              settings={signInSettings}
              saveSettings={saveSignInSettings}
              signInHref={table.signInHref}
            />
          </div>
        </div>
      </ClientMessages>
    </>
  );
}
