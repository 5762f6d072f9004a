import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditList } from "@/components/audit/audit-list";
import { fewEntries, linkEntries } from "@/lib/audit/chain";
import { page } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { listAudit, peopleOfAudit } from "@/lib/db/queries/audit-list";
import { readAuditFilter } from "@/lib/domain/audit/audit-filter";
import { signInPath } from "@/lib/domain/next-path";
import { one } from "../../address";
import { verifyAuditAction } from "./actions";

type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function Page({ searchParams }: { searchParams: Search }) {
  await page("audit:read");
  const params = await searchParams;
  const { db } = appContext().database;
  const { filter, ignored } = readAuditFilter(params);
  // A search reads what is linked.
  if (filter.text !== "") await linkEntries(db, fewEntries);
  const [list, people] = await Promise.all([
    listAudit(db, { filter, after: one(params.after) || null, before: one(params.before) || null }),
    peopleOfAudit(db),
  ]);
  return (
    <AuditList
      page={list}
      people={people}
      isPartIgnored={ignored.length > 0}
      verify={verifyAuditAction}
      signInHref={signInPath("/audit")}
    />
  );
}
