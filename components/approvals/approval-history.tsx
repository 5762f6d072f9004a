// What people did with a request, oldest first, and what had changed when it became void.
import { useLocale, useTranslations } from "next-intl";
import { Time } from "@/components/ui/time";
import { isRejectionCode, voidReason } from "@/lib/domain/approval/approval-state";
import type { BasisChange, FrozenRefund } from "@/lib/domain/approval/frozen-request";
import { bankName } from "@/lib/domain/bank/bank-names";
import { formatMoney } from "@/lib/domain/money";
import type { ApprovalEventView, ApprovalView } from "@/lib/domain/views/approval";

export function ApprovalHistory({
  approval: { history, currency, approversNeeded },
}: {
  approval: ApprovalView;
}) {
  const t = useTranslations("timeline");
  const locale = useLocale();
  if (history.length < 2) return null;
  return (
    <ol className="flex flex-col gap-1.5 border-l-2 border-line pl-3 text-sm">
      {history.map((event, at) => (
        <li key={event.id} className="min-w-0">
          <p className="flex flex-wrap gap-x-2">
            <span>
              {t(`approval.${event.kind}`, {
                actor: event.actorName,
                amount: formatMoney(event.frozen?.amount ?? 0, currency, locale),
                count: approversNeeded,
              })}
            </span>
            <Time at={event.at} isExact className="text-xs leading-5 text-faint" />
          </p>
          <EventNote event={event} currency={currency} />
          {event.kind === "amended" && event.frozen && (
            <Amendment before={askedBefore(history, at)} now={event.frozen} currency={currency} />
          )}
        </li>
      ))}
    </ol>
  );
}

function EventNote({
  event: { kind, code, note, changes },
  currency,
}: {
  event: ApprovalEventView;
  currency: string;
}) {
  const t = useTranslations("timeline");
  const rejection = code ?? undefined;
  return (
    <>
      {kind === "voided" && <p className="text-muted">{t(`voidReason.${voidReason(code)}`)}</p>}
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
  const shown = ({ field }: BasisChange, value: BasisChange["before"]) => {
    if (typeof value === "number") return formatMoney(value, currency, locale);
    if (value === null) return t("change.unknown");
    if (value === "") return t("change.none");
    return field === "policy" ? t("change.conditions", { count: value.split(" ").length }) : value;
  };
  return (
    <Differences
      heads={[t("change.what"), t("change.before"), t("change.now")]}
      rows={changes.map((change) => ({
        key: change.field,
        label: t(`change.field.${change.field}`),
        before: shown(change, change.before),
        now: shown(change, change.now),
      }))}
    />
  );
}

type AmendmentProps = { before: FrozenRefund | null; now: FrozenRefund; currency: string };

function Amendment({ before, now, currency }: AmendmentProps) {
  const t = useTranslations("approvals");
  const form = useTranslations("refundForm");
  const locale = useLocale();
  if (before === null) return null;
  const money = (amount: number | null) => (amount === null ? "" : formatMoney(amount, currency, locale));
  const account = ({ account: to }: FrozenRefund) =>
    to === null ? "" : `${bankName(to.bank, locale)} ••••${to.lastDigits} ${to.holder}`;
  const fields: readonly (readonly [label: string, textOf: (frozen: FrozenRefund) => string])[] = [
    [t("fact.kind"), ({ kind }) => t(`kind.${kind}`)],
    [form("receipt.amount"), ({ amount }) => money(amount)],
    [form("receipt.taxFree"), ({ taxFree }) => money(taxFree)],
    [t("fact.vat"), ({ vat }) => money(vat)],
    [form("receipt.destination"), account],
    [t("fact.email"), ({ email }) => email ?? ""],
    [form("receipt.reason"), ({ reason }) => reason],
    [form("receipt.requester"), ({ requester }) => form(`by.${requester}`)],
    [form("receipt.override"), ({ overrideWhy }) => overrideWhy ?? ""],
    [form("receipt.internalNote"), ({ internalNote }) => internalNote],
  ];
  return (
    <Differences
      heads={[t("amended.what"), t("amended.before"), t("amended.now")]}
      rows={fields
        .map(([label, textOf]) => ({ key: label, label, before: textOf(before), now: textOf(now) }))
        .filter((row) => row.before !== row.now)
        .map((row) => ({
          ...row,
          before: row.before || t("change.none"),
          now: row.now || t("change.none"),
        }))}
    />
  );
}

/** Returns the request as it was before the amendment. */
function askedBefore(history: readonly ApprovalEventView[], amendment: number): FrozenRefund | null {
  return history.slice(0, amendment).findLast(({ frozen }) => frozen !== null)?.frozen ?? null;
}

type DifferencesProps = {
  heads: readonly [what: string, before: string, now: string];
  rows: readonly { key: string; label: string; before: string; now: string }[];
};

function Differences({ heads, rows }: DifferencesProps) {
  if (rows.length === 0) return null;
  return (
    <table className="mt-1 w-full max-w-100 text-left text-sm">
      <thead className="text-xs text-faint">
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" className="py-1 font-normal">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, before, now }) => (
          <tr key={key} className="align-top">
            <th scope="row" className="py-1 pr-3 font-normal text-muted">
              {label}
            </th>
            <td className="py-1 pr-3 tabular-nums wrap-anywhere">{before}</td>
            <td className="py-1 font-semibold tabular-nums wrap-anywhere">{now}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
