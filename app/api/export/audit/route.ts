// The audit log under the filter of its page as a file, with `format`.
import { getLocale, getTranslations } from "next-intl/server";
import { auditMessage } from "@/components/audit/entry-text";
import { exportFileName } from "@/components/list-tools/file-name";
import { linesFile } from "@/components/list-tools/lines-file";
import { sheetFile } from "@/components/list-tools/sheet-file";
import { fewEntries, linkEntries } from "@/lib/audit/chain";
import { download } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { type ExportedAuditEntry, pagesOfAudit } from "@/lib/db/queries/audit-list";
import { isAuditAction } from "@/lib/domain/audit/audit-actions";
import { everyEntry, readAuditFilter, writeAuditFilter } from "@/lib/domain/audit/audit-filter";
import { readExportFormat, type SheetPage, type SheetRow } from "@/lib/domain/sheet";

export const dynamic = "force-dynamic";

const columns = [
  "position",
  "at",
  "who",
  "role",
  "action",
  "code",
  "subject",
  "payment",
  "store",
  "address",
  "session",
  "detail",
  "hash",
] as const;

export const GET = download({
  permission: "audit:read",
  open: async (_, request) => {
    const query = new URL(request.url).searchParams;
    const { filter, ignored } = readAuditFilter(query);
    // A condition that does not filter would export more than what was asked for.
    if (ignored.length > 0) return null;
    const { db } = appContext().database;
    await linkEntries(db, fewEntries);
    const format = readExportFormat(query);
    const [locale, t, tools] = await Promise.all([
      getLocale(),
      getTranslations("audit"),
      getTranslations("auditTools.export"),
    ]);
    const pages = pagesOfAudit(db, filter);
    const truncationNotice = tools("truncationNotice");
    const sheet = {
      name: t("title"),
      columns: columns.map((column) => ({
        head: t(`column.${column}`),
        kind: column === "at" ? ("time" as const) : ("text" as const),
      })),
      decimals: 0,
      truncationNotice,
    };
    const nameOf = (action: string) => (isAuditAction(action) ? t(`action.${auditMessage(action)}`) : action);
    return {
      subject: "audit",
      seesCustomers: false,
      fileName: exportFileName("audit", format),
      detail: {
        filter: writeAuditFilter({ ...filter, text: everyEntry.text }),
        searched: filter.text !== everyEntry.text,
        format,
        locale,
      },
      ...(format === "jsonl"
        ? linesFile(pages, truncationNotice)
        : sheetFile(format, sheet, sheetPages(pages, nameOf))),
    };
  },
});

async function* sheetPages(
  pages: AsyncGenerator<ExportedAuditEntry[], void, undefined>,
  nameOf: (action: string) => string,
): AsyncGenerator<SheetPage, void, undefined> {
  for await (const entries of pages)
    yield { rows: entries.map((entry) => rowOf(entry, nameOf)), counted: entries.length };
}

function rowOf(entry: ExportedAuditEntry, nameOf: (action: string) => string): SheetRow {
  const cells: Record<(typeof columns)[number], string | null> = {
    position: entry.position === null ? null : String(entry.position),
    at: entry.at,
    who: entry.actorName,
    role: entry.actorRoleName ?? entry.actorRole,
    action: nameOf(entry.action),
    code: entry.action,
    subject: entry.subject,
    payment: entry.paymentId,
    store: entry.storeId,
    address: entry.address,
    session: entry.sessionId,
    detail: JSON.stringify(entry.detail),
    hash: entry.hash,
  };
  return columns.map((column) => cells[column]);
}
