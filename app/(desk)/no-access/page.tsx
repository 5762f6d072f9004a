import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { deskPages } from "@/components/shell/desk-pages";
import { NoAccess } from "@/components/shell/no-access";
import { page } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { listRoles } from "@/lib/db/queries/roles";
import { may } from "@/lib/domain/people/permissions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shell"))("noAccess") };
}

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ needs?: string | string[] }>;
}) {
  const { role } = await page("payments:read");
  const { needs } = await searchParams;
  const wanted = deskPages.find(({ permission }) => permission === needs);
  if (wanted === undefined) notFound();
  // The role has changed since: the page itself is the answer.
  if (may(role, wanted.permission)) redirect(wanted.href);
  const allowed = (await listRoles(appContext().database.db)).filter((each) => may(each, wanted.permission));
  return <NoAccess wanted={wanted.name} role={role} allowed={allowed} />;
}
