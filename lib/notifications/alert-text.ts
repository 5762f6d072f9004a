// The words of a message, from the same messages as the screen, outside of a request.
import "server-only";
import { createFormatter, createTranslator } from "next-intl";
import type { Alert, AnyAlertKind } from "@/lib/domain/alerts/alert";
import type { ChannelLocale } from "@/lib/domain/alerts/channel";
import { approvalStates } from "@/lib/domain/approval/approval-state";
import { formatMoney } from "@/lib/domain/money";
import { paymentHref } from "@/lib/domain/payment/payment-href";
import { discrepancyKinds } from "@/lib/domain/reconciliation/discrepancy";
import { refundStates } from "@/lib/domain/refund/refund";
import en from "@/messages/en.json";
import ko from "@/messages/ko.json";
import type { AlertText } from "./message-formats";

/** The list with the alerts of a kind, within the desk. */
const pages: Record<AnyAlertKind, string> = {
  "refund-failed": "/refunds?tab=failed",
  "refund-undecided": "/refunds?tab=undecided",
  "refund-stuck": "/refunds",
  "emergency-refund": "/refunds",
  "refund-ended": "/refunds",
  "approval-wanted": "/approvals",
  "approval-decided": "/approvals",
  "approval-expiring": "/approvals",
  discrepancy: "/reconciliation",
  "payout-failed": "/refunds#failed-payouts",
  "dead-letter": "/webhooks?tab=dead",
  "secret-refused": "/",
  "webhooks-silent": "/webhooks",
  "audit-broken": "/audit",
  checkpoint: "/audit",
};

/** `count`: of all alerts of the message, of which `alerts` are described. `deskUrl`: without a slash at the end. */
export function alertText(
  { kind, alerts, count }: { kind: AnyAlertKind; alerts: readonly Alert[]; count: number },
  locale: ChannelLocale,
  deskUrl: string,
): AlertText {
  const t = translator(locale);
  return {
    title: t(`alerts.title.${kind}`, { count }),
    lines: alerts.filter(({ checkpoint }) => checkpoint === null).map((alert) => lineOf(alert, locale)),
    exact: alerts.flatMap(({ checkpoint }) => checkpoint ?? []),
    more: count > alerts.length ? t("alerts.more", { count: count - alerts.length }) : null,
    who: t(`alerts.who.${kind}`),
    link: { label: t("alerts.open"), url: `${deskUrl}${hrefOf(kind, alerts, count)}` },
  };
}

/** The message of the button that tests a channel. */
export function testText(locale: ChannelLocale, deskUrl: string): AlertText {
  const t = translator(locale);
  return {
    title: t("alerts.test.title"),
    lines: [],
    exact: [],
    more: null,
    who: t("alerts.test.body"),
    link: { label: t("alerts.open"), url: `${deskUrl}/settings` },
  };
}

function translator(locale: ChannelLocale) {
  return createTranslator({ locale, messages: locale === "ko" ? ko : en, timeZone: "Asia/Seoul" });
}

function hrefOf(kind: AnyAlertKind, alerts: readonly Alert[], count: number): string {
  const paymentId = count === 1 ? alerts[0]?.paymentId : null;
  return paymentId == null ? pages[kind] : paymentHref(paymentId);
}

function lineOf(alert: Alert, locale: ChannelLocale): string {
  const at = createFormatter({ locale, timeZone: "Asia/Seoul" }).dateTime(new Date(alert.at), {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const amount =
    alert.amount === null || alert.currency === null
      ? null
      : formatMoney(alert.amount, alert.currency, locale);
  return [at, amount, alert.number, alert.paymentId, wordOf(alert, locale)]
    .filter((part) => part !== null)
    .join(" · ");
}

/** Returns what the screen calls the alert's code, or the code itself. */
function wordOf({ kind, code }: Alert, locale: ChannelLocale): string | null {
  const t = translator(locale);
  if (kind === "discrepancy") {
    const known = discrepancyKinds.find((one) => one === code);
    return known === undefined ? code : t(`reconciliation.kind.${known}`);
  }
  if (kind === "approval-wanted" || kind === "approval-decided") {
    const known = approvalStates.find((one) => one === code);
    return known === undefined ? code : t(`approvals.state.${known}`);
  }
  const known = refundStates.find((one) => one === code);
  return known === undefined ? code : t(`refunds.state.${known}`);
}
