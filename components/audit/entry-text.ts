// An entry of the audit in words.
import { useLocale, useTranslations } from "next-intl";
import { useRoleName } from "@/components/labels/role-labels";
import { type AuditAction, isAuditAction } from "@/lib/domain/audit/audit-actions";
import { type AuditEntry, type ListedAuditEntry, subjectParts } from "@/lib/domain/audit/audit-entry";
import { formatMoney } from "@/lib/domain/money";

/** Amounts of an entry are minor units of its currency. */
const amounts: readonly string[] = ["amount", "taxFreeAmount", "vatAmount"];

/** Names in the details of entries that have a text. */
const detailNames = [
  "number",
  "kind",
  "amount",
  "taxFreeAmount",
  "vatAmount",
  "currency",
  "reasonCode",
  "toAccount",
  "approvalId",
  "emergencyWhy",
  "overrideWhy",
  "overridden",
  "balanceLock",
  "from",
  "to",
  "by",
  "failure",
  "decision",
  "cancellationId",
  "note",
  "revision",
  "rule",
  "approversNeeded",
  "code",
  "bank",
  "paidOn",
  "before",
  "after",
  "name",
  "query",
  "role",
  "count",
  "how",
  "months",
  "payments",
  "known",
  "issuer",
  "permissions",
  "permissionsBefore",
  "nameBefore",
  "active",
  "deliveryId",
  "error",
  "rows",
  "columns",
  "format",
  "locale",
  "filter",
  "state",
  "refundId",
  "entries",
  "result",
  "passkeys",
  "searched",
  "seesCustomers",
  "retainOption",
  "balanceLockSource",
  "sendId",
  "address",
] as const;

export function useAuditLabels() {
  const t = useTranslations("audit");
  const locale = useLocale();
  const roleName = useRoleName();
  return {
    action: (action: string) => (isAuditAction(action) ? t(`action.${auditMessage(action)}`) : action),
    actor: ({ actorId, actorName }: AuditEntry) =>
      actorId !== null ? actorName : actorName === "desk" ? t("desk") : t("nobody"),
    role: ({ actorRole, actorRoleName }: AuditEntry) =>
      actorRole === null ? null : roleName({ id: actorRole, name: actorRoleName }),
    /** What the act was about, in short. */
    about({ subject, paymentId, personName, detail, actorId }: ListedAuditEntry): string {
      const { id } = subjectParts(subject);
      // What people do to their own account needs no name twice.
      if (id === actorId && paymentId === null) return "";
      const texts = [
        personName,
        textOf(detail.number),
        paymentId,
        money(detail.amount, detail.currency, locale),
      ];
      const known = texts.filter((text) => text !== null);
      if (known.length > 0) return known.join(" · ");
      return textOf(detail.name) ?? id ?? "";
    },
    /** The details with their names, in the order in which they were written. */
    details({ detail }: AuditEntry): { label: string; value: string }[] {
      return Object.entries(detail).flatMap(([name, value]) => {
        if (value === null || value === "") return [];
        const known = detailNames.find((one) => one === name);
        const label = known === undefined ? name : t(`detail.${known}`);
        const amount = amounts.includes(name) ? money(value, detail.currency, locale) : null;
        return [
          { label, value: amount ?? (typeof value === "boolean" ? t(value ? "yes" : "no") : String(value)) },
        ];
      });
    },
  };
}

type AuditMessage<Name> = Name extends `${infer Of}.${infer What}` ? `${Of}:${What}` : never;

/** Returns the name of an action's message, in which a dot would be a level. */
export function auditMessage<Name extends AuditAction>(action: Name): AuditMessage<Name> {
  return action.replace(".", ":") as AuditMessage<Name>;
}

function money(amount: unknown, currency: unknown, locale: string): string | null {
  if (typeof amount !== "number" || typeof currency !== "string") return null;
  return formatMoney(amount, currency, locale);
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Returns the whole entry as JSON for people to read and to copy. */
export function jsonOf(entry: ListedAuditEntry): string {
  const { personName: _, ...rest } = entry;
  return JSON.stringify(rest, null, 2);
}
