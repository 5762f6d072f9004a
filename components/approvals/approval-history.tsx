// What people did with a request, oldest first, and what had changed when it became void.
import { useLocale, useTranslations } from "next-intl";
import { Time } from "@/components/ui/time";
import { isRejectionCode, voidReason } from "@/lib/domain/approval/approval-state";
import type { BasisChange, FrozenRequest } from "@/lib/domain/approval/frozen-request";
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

type AmendmentProps = { before: FrozenRequest | null; now: FrozenRequest; currency: string };

function Amendment({ before, now, currency }: AmendmentProps) {
  const t = useTranslations("approvals");
  const linesOf = useRequestLines();
  const seen = new Map(before === null ? [] : linesOf(before, currency));
  const lines = before === null ? [] : linesOf(now, currency);
  return (
    <Differences
      heads={[t("amended.what"), t("amended.before"), t("amended.now")]}
      rows={lines
        .filter(([label, text]) => seen.get(label) !== text)
        .map(([label, text]) => ({
          key: label,
          label,
          before: seen.get(label) || t("change.none"),
          now: text || t("change.none"),
        }))}
    />
  );
}

/** Returns a function that says what is asked for, each with its label. An empty text stands for nothing. */
function useRequestLines(): (frozen: FrozenRequest, currency: string) => [label: string, text: string][] {
  const t = useTranslations("approvals");
  const form = useTranslations("refundForm");
  const locale = useLocale();
  return (frozen, currency) => {
    const money = (amount: number | null) => (amount === null ? "" : formatMoney(amount, currency, locale));
    if (frozen.kind === "manual")
      return [
        [form("receipt.amount"), money(frozen.amount)],
        [t("fact.bank"), bankName(frozen.bank, locale)],
        [t("fact.paidOn"), frozen.paidOn],
        [t("fact.evidence"), frozen.note],
      ];
    const { account: to } = frozen;
    return [
      [t("fact.kind"), t(`kind.${frozen.kind}`)],
      [form("receipt.amount"), money(frozen.amount)],
      [form("receipt.taxFree"), money(frozen.taxFree)],
      [t("fact.vat"), money(frozen.vat)],
      [
        form("receipt.destination"),
        to === null ? "" : `${bankName(to.bank, locale)} ••••${to.lastDigits} ${to.holder}`,
      ],
      [t("fact.email"), frozen.email ?? ""],
      [form("receipt.reason"), frozen.reason],
      [form("receipt.requester"), form(`by.${frozen.requester}`)],
      [form("receipt.override"), frozen.overrideWhy ?? ""],
      [form("receipt.internalNote"), frozen.internalNote],
    ];
  };
}

/** Returns the request as it was before the amendment. */
function askedBefore(history: readonly ApprovalEventView[], amendment: number): FrozenRequest | null {
  return history.slice(0, amendment).findLast(({ frozen }) => frozen !== null)?.frozen ?? null;
}

type DifferencesProps = {
  heads: readonly [what: string, before: string, now: string];
  rows: readonly { key: string; label: string; before: string; now: string }[];
};

function Differences({ heads, rows }: DifferencesProps) {
  if (rows.length === 0) return null;
  return (
    <table className="mt-1 w-full max-w-96 text-left text-sm">
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
