// What people did with a request, oldest first, and what had changed when it became void.
import { useLocale, useTranslations } from "next-intl";
import { Time } from "@/components/ui/time";
import { isRejectionCode } from "@/lib/domain/approval/approval-state";
import type { BasisChange } from "@/lib/domain/approval/frozen-request";
import { formatMoney } from "@/lib/domain/money";
import type { ApprovalEventView, ApprovalView } from "@/lib/domain/views/approval";

export function ApprovalHistory({
  approval: { history, currency, amount, approversNeeded },
}: {
  approval: ApprovalView;
}) {
  const t = useTranslations("timeline");
  const locale = useLocale();
  if (history.length < 2) return null;
  return (
    <ol className="flex flex-col gap-1.5 border-l-2 border-line pl-3 text-sm">
      {history.map((event) => (
        <li key={`${event.kind} ${event.at}`} className="min-w-0">
          <p className="flex flex-wrap gap-x-2">
            <span>
              {t(`approval.${event.kind}`, {
                actor: event.actorName,
                amount: formatMoney(amount, currency, locale),
                count: approversNeeded,
              })}
            </span>
            <Time at={event.at} isExact className="text-xs leading-5 text-faint" />
          </p>
          <EventNote event={event} currency={currency} />
        </li>
      ))}
    </ol>
  );
}

function EventNote({
  event: { code, note, changes },
  currency,
}: {
  event: ApprovalEventView;
  currency: string;
}) {
  const t = useTranslations("timeline");
  const rejection = code ?? undefined;
  return (
    <>
      {isRejectionCode(rejection) && <p className="text-muted">{t(`rejection.${rejection}`)}</p>}
      {note !== "" && <p className="whitespace-pre-wrap text-muted wrap-anywhere">{note}</p>}
      <BasisChanges changes={changes} currency={currency} />
    </>
  );
}

/** Shows side by side what people saw and what is now. Renders nothing without a change. */
export function BasisChanges({ changes, currency }: { changes: readonly BasisChange[]; currency: string }) {
  const t = useTranslations("approvals");
  const locale = useLocale();
  const shown = (value: BasisChange["before"]) => {
    if (typeof value === "number") return formatMoney(value, currency, locale);
    return value === null ? t("change.unknown") : value === "" ? t("change.none") : value;
  };
  if (changes.length === 0) return null;
  return (
    <table className="mt-1 w-full max-w-100 text-left text-sm">
      <thead className="text-xs text-faint">
        <tr>
          <th scope="col" className="py-1 font-normal">
            {t("change.what")}
          </th>
          <th scope="col" className="py-1 font-normal">
            {t("change.before")}
          </th>
          <th scope="col" className="py-1 font-normal">
            {t("change.now")}
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, now }) => (
          <tr key={field}>
            <th scope="row" className="py-1 pr-3 font-normal text-muted">
              {t(`change.field.${field}`)}
            </th>
            <td className="py-1 pr-3 tabular-nums wrap-anywhere">{shown(before)}</td>
            <td className="py-1 font-semibold tabular-nums wrap-anywhere">{shown(now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
