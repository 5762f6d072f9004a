import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PolicySettings } from "@/components/settings/policy-settings";
import { PageHeading } from "@/components/ui/page-heading";
import { page } from "@/lib/auth/entry";
import { overridesThatStand } from "@/lib/db/queries/policy-overrides";
import { desk } from "@/lib/desk";
import { removeOverride, setOverride } from "./policy-actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shell"))("settings") };
}

export default async function Page() {
  await page("settings:manage");
  const t = await getTranslations("shell");
  return (
    <>
      <PageHeading title={t("settings")} />
      <PolicySettings
        overrides={await overridesThatStand(desk().database.db)}
        setOverride={setOverride}
        removeOverride={removeOverride}
        signInHref="/sign-in?next=/settings"
      />
    </>
  );
}
